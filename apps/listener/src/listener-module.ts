import { Module, type DynamicModule } from '@nestjs/common';
import { Listener, type ListenerSetting } from './listener.js';

/** The application: one listener. */
@Module({})
export class ListenerModule {
  static with(setting: ListenerSetting): DynamicModule {
    return { module: ListenerModule, providers: [{ provide: Listener, useFactory: () => new Listener(setting) }] };
  }
}

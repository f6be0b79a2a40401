import { Module, type DynamicModule } from '@nestjs/common';
import { WorkerHost, type WorkerSetting } from './worker-host.js';

/** The application: one host of workers. */
@Module({})
export class WorkerModule {
  static with(setting: WorkerSetting): DynamicModule {
    return { module: WorkerModule, providers: [{ provide: WorkerHost, useFactory: () => new WorkerHost(setting) }] };
  }
}

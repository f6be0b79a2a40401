import { Module, type DynamicModule } from '@nestjs/common';
import type { Connection } from '@vermilion/messaging';
import type { RelayMetrics } from './relay-metrics.js';
import { Relay } from './relay.js';

/** What a relay needs from outside. */
export interface RelaySetting {
  readonly databaseUrl: string;
  readonly kafka: Connection;
  readonly metrics: RelayMetrics;
}

/** The application: one relay. */
@Module({})
export class RelayModule {
  static with({ databaseUrl, kafka, metrics }: RelaySetting): DynamicModule {
    return {
      module: RelayModule,
      providers: [{ provide: Relay, useFactory: () => new Relay(databaseUrl, kafka, metrics) }],
    };
  }
}

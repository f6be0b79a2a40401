import { Module, type DynamicModule } from '@nestjs/common';
import type { Connection } from '@vermilion/messaging';
import type { RelayMetrics } from './relay-metrics.js';
import { Anchorer, type AnchorSetting } from './anchorer.js';
import { Relay } from './relay.js';
import { Retainer, type RetentionMetrics } from './retainer.js';

/** What a relay needs from outside. */
export interface RelaySetting {
  readonly databaseUrl: string;
  readonly kafka: Connection;
  readonly metrics: RelayMetrics;
  readonly retention: RetentionMetrics;
  /** Null where no anchors are taken. */
  readonly anchors: AnchorSetting | null;
}

/** The application: one relay, what signs the heads of the chains, and what removes old rows. */
@Module({})
export class RelayModule {
  static with({ databaseUrl, kafka, metrics, anchors, retention }: RelaySetting): DynamicModule {
    return {
      module: RelayModule,
      providers: [
        { provide: Relay, useFactory: () => new Relay(databaseUrl, kafka, metrics) },
        { provide: Retainer, useFactory: () => new Retainer(databaseUrl, kafka.log, retention) },
        ...(anchors === null ? [] : [{ provide: Anchorer, useFactory: () => new Anchorer(anchors) }]),
      ],
    };
  }
}

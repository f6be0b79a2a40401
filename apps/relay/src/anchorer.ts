import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import {
  appendAnchors,
  connect,
  isMyTurn,
  readSigningKeys,
  takeAnchor,
  type Connection,
  type SigningKeys,
} from '@vermilion/ledger';
import { Loop, type Log } from '@vermilion/runtime';
import type { AnchorMetrics } from './anchor-metrics.js';

/** How an installation anchors. */
export interface AnchorSetting {
  readonly databaseUrl: string;
  /** The keys of anchors, one PEM each. */
  readonly keysDirectory: string;
  /** To which anchors are added for outside keeping. */
  readonly file: string;
  readonly everySeconds: number;
  readonly log: Log;
  readonly metrics: AnchorMetrics;
}

const SYSTEM = { kind: 'system' } as const;

/**
 * Signs, every few minutes, the heads of the chains that have moved, and adds what the file outside lacks. Any number may run; one is at it at a time, the
 * others find nothing left to do. Needs neither Kafka nor Temporal: the anchors' events wait in the outbox like all others.
 */
@Injectable()
export class Anchorer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop: Loop;
  private connection: Connection | null = null;

  constructor(private readonly setting: AnchorSetting) {
    const { everySeconds, log, metrics } = setting;
    const failed = () => metrics.failures.inc();
    this.loop = new Loop(
      { what: 'anchoring', pauseMs: everySeconds * 1_000, log, level: 'error', failed },
      (stopping) => this.anchorOnce(stopping),
    );
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
    await this.connection?.close();
  }

  private async anchorOnce(stopping: AbortSignal): Promise<false> {
    const { databaseUrl: url, keysDirectory } = this.setting;
    this.connection ??= await connect({ url, role: 'vermilion_relay', poolSize: 1 });
    // Read each time: a new key is taken up without a new start.
    await this.anchor(this.connection, await readSigningKeys(keysDirectory), stopping);
    await this.keepOutside(this.connection);
    return false;
  }

  private async anchor(connection: Connection, keys: SigningKeys, stopping: AbortSignal): Promise<void> {
    const { log, metrics } = this.setting;
    for (let more = true; more && !stopping.aborted;) {
      const taken = await connection.write(SYSTEM, (session) => takeAnchor(session, keys));
      ({ more } = taken);
      if (taken.broken.length > 0) {
        metrics.broken.inc(taken.broken.length);
        log.error({ streams: taken.broken.slice(0, 20) }, 'the ledger has lost events that were anchored or published');
      }
      if (taken.anchor === null) continue;
      metrics.taken.inc();
      log.info({ n: taken.anchor.n, leaves: taken.anchor.leaves }, 'anchor taken');
    }
  }

  /** Under the same turn as the taking, so that no two processes write one file. */
  private async keepOutside(connection: Connection): Promise<void> {
    const { file, metrics } = this.setting;
    await connection.write(SYSTEM, async (session) => {
      if (await isMyTurn(session)) metrics.keptOutside.inc(await appendAnchors(session, file));
    });
    metrics.looked.setToCurrentTime();
  }
}

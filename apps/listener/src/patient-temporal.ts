import { setTimeout as sleep } from 'node:timers/promises';
import { DependencyAway } from '@vermilion/messaging';
import { connectTemporal, type TemporalGateway } from '@vermilion/temporal';

const PATIENCE_MS = 5_000;

/** Reaches Temporal when it is needed, and again after it was away: this process starts without it. */
export class PatientTemporal implements Pick<TemporalGateway, 'signalCaseMoved' | 'signalRound'> {
  private gateway: Promise<TemporalGateway> | null = null;

  constructor(private readonly address: string) {}

  /** @throws DependencyAway when the engine does not answer in time; the signal may arrive nevertheless, which does no harm. */
  async signalCaseMoved(caseId: string, stageSeq: number): Promise<void> {
    const gateway = await this.connected();
    await inTime(gateway.signalCaseMoved(caseId, stageSeq));
  }

  /** @throws DependencyAway as above. */
  async signalRound(roundId: string): Promise<void> {
    const gateway = await this.connected();
    await inTime(gateway.signalRound(roundId));
  }

  async close(): Promise<void> {
    await this.gateway?.then(
      (gateway) => gateway.close(),
      () => undefined,
    );
  }

  private async connected(): Promise<TemporalGateway> {
    this.gateway ??= connectTemporal(this.address);
    try {
      return await this.gateway;
    } catch (error) {
      this.gateway = null;
      throw new DependencyAway('Temporal is not reachable', { cause: error });
    }
  }
}

/** The client itself retries for much longer, and meanwhile nobody could see what the consumer waits for. */
async function inTime(request: Promise<void>): Promise<void> {
  const patience = new AbortController();
  const tooLate = sleep(PATIENCE_MS, undefined, { signal: patience.signal }).then(() => {
    throw new DependencyAway(`Temporal has not answered for ${PATIENCE_MS} ms`);
  });
  tooLate.catch(() => undefined);
  try {
    await Promise.race([request, tooLate]);
  } finally {
    patience.abort();
  }
}

import { DependencyAway } from '@vermilion/messaging';
import { connectTemporal, type TemporalGateway } from '@vermilion/temporal';

/** Reaches Temporal when it is needed, and again after it was away: this process starts without it. */
export class PatientTemporal implements Pick<TemporalGateway, 'signalCaseMoved'> {
  private gateway: Promise<TemporalGateway> | null = null;

  constructor(private readonly address: string) {}

  async signalCaseMoved(caseId: string, stageSeq: number): Promise<void> {
    await (await this.connected()).signalCaseMoved(caseId, stageSeq);
  }

  async isHealthy(): Promise<boolean> {
    return this.connected()
      .then((gateway) => gateway.checkHealth())
      .then(
        () => true,
        () => false,
      );
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

import DataLoader from 'dataloader';
import { SYSTEM } from '@vermilion/domain';
import { standingsOf, type Credential, type Ledger, type Standing } from '@vermilion/ledger';

const AT_ONCE = 64;

/** The register of members, asked anew for every request; requests that came in together ask it in one journey. */
export class Standings {
  private readonly loader: DataLoader<Credential, Standing>;

  constructor(ledger: Pick<Ledger, 'glance'>) {
    this.loader = new DataLoader(
      (credentials) => ledger.glance(SYSTEM, (session) => standingsOf(session, credentials)),
      // Nothing is remembered: who loses a membership loses its rights at once. The turn ends when everything that has arrived was read.
      { cache: false, maxBatchSize: AT_ONCE, batchScheduleFn: (leave) => void setImmediate(leave) },
    );
  }

  /** Whether what somebody holds still opens anything, and for whom they may act. */
  of(credential: Credential): Promise<Standing> {
    return this.loader.load(credential);
  }
}

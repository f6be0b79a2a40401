import type { TransactOutcome } from './request.js';
import type { CaseRequest } from './transact-many.js';

/** How many transactions of a convoy are under way at once. More would only wait for one another's processors and disk. */
const LANES = 2;
/** How many commands must wait until a further transaction is worth it. */
const WORTH = 8;
/** How many commands share a transaction at most: so long the first waits for the last. */
const MOST = 32;

interface Waiting {
  readonly request: CaseRequest;
  readonly resolve: (outcome: TransactOutcome | Promise<TransactOutcome>) => void;
}

/** How a convoy's commands are put: in one transaction, null where one must go alone, and alone. */
interface Ways {
  readonly together: (requests: readonly CaseRequest[]) => Promise<readonly (TransactOutcome | null)[]>;
  readonly alone: (request: CaseRequest) => Promise<TransactOutcome>;
}

/**
 * Lets commands that come while others are under way go together, as databases do with commits: whoever comes when nothing is under way goes at
 * once; the more wait, the more share a transaction. At most one to each case. Each gets its own answer or error, and waits for nobody who must go alone.
 */
export function convoy({ together, alone }: Ways): (request: CaseRequest) => Promise<TransactOutcome> {
  const waiting: Waiting[] = [];
  let underWay = 0;

  // Nobody holds up a lane by waiting for a lock: who finds the case busy goes alone, beside it.
  const go = async (going: readonly Waiting[]): Promise<void> => {
    const outcomes = await together(going.map(({ request }) => request));
    going.forEach(({ request, resolve }, index) => resolve(outcomes[index] ?? alone(request)));
  };

  const depart = (): void => {
    while (waiting.length >= (underWay === 0 ? 1 : WORTH) && underWay < LANES) {
      underWay += 1;
      void go(takeFrom(waiting)).finally(() => {
        underWay -= 1;
        depart();
      });
    }
  };

  return (request) =>
    new Promise((resolve) => {
      waiting.push({ request, resolve });
      depart();
    });
}

/** The first that wait, one to a case; who stays behind keeps the place. */
function takeFrom(waiting: Waiting[]): Waiting[] {
  const going = new Map<string, Waiting>();
  for (const one of waiting) {
    if (going.size === MOST) break;
    if (!going.has(one.request.caseId)) going.set(one.request.caseId, one);
  }
  const taken = [...going.values()];
  for (const one of taken) waiting.splice(waiting.indexOf(one), 1);
  return taken;
}

import type { ProcedureBook } from '@vermilion/catalogue';
import { SYSTEM, type Actor } from '@vermilion/domain';
import { connect, type Connection, type ConnectionConfig } from './connection.js';
import { calendarReader, type CalendarReader } from './core/calendar.js';
import { afterTheClock } from './core/clock-first.js';
import { secretBox, type SecretBox } from './core/private-payload.js';
import { readMasterKey } from './core/secrets.js';
import { rebuildCase, type Difference } from './core/rebuild.js';
import type { TransactOutcome, TransactRequest } from './core/request.js';
import { transactIn } from './core/transact.js';

export interface LedgerConfig extends ConnectionConfig {
  /** Holds the key that wraps the keys of persons. */
  readonly masterKeyFile: string;
  readonly procedures: ProcedureBook;
}

/** The ledger: the only place where decisions are taken and kept. */
export interface Ledger {
  /**
   * Puts one command to a case, in one transaction. A limit that decides the case (silence accepts, or it is closed) and ended before a
   * person's command was received comes first, even if no keeper has recorded it yet: then the answer is `conflict`. A repeated command (same actor, same key) gets its first receipt again.
   * @throws when the database is away, or the case stays locked longer than the actor waits (persons 10 s, clock and system 2 s).
   */
  transact(request: TransactRequest): Promise<TransactOutcome>;
  /** A reading transaction with the rights of the actor. */
  read: Connection['read'];
  /** A writing transaction with the rights of the actor, for what is no decision: drafts, documents, read flags. */
  write: Connection['write'];
  /**
   * Makes the read tables of a case anew from its events. @returns what was different: nothing, when state and tables were the fold of the
   * events. With `repair` the rebuilt tables are kept; without, it was a look only.
   */
  rebuild(caseId: string, purpose: 'look' | 'repair'): Promise<readonly Difference[]>;
  readonly calendar: CalendarReader;
  readonly secrets: SecretBox;
  close(): Promise<void>;
}

/** Clock and system wait shortly and come again: people always win. */
const engineLockTimeoutMs = 2_000;

/** @throws when the database is not reachable or the master key is unreadable. */
export async function openLedger(config: LedgerConfig): Promise<Ledger> {
  const secrets = secretBox(await readMasterKey(config.masterKeyFile));
  const calendar = calendarReader();
  const connection = await connect(config);
  const workshop = { procedures: config.procedures, calendar, secrets };
  return {
    transact: (asked) =>
      afterTheClock(asked, (request) =>
        connection.attempt(
          request.actor,
          async (session) => {
            const outcome = await transactIn(session, workshop, request);
            return { keep: outcome.kind === 'accepted', result: outcome };
          },
          limitsOf(asked.actor),
        ),
      ),
    read: (actor, work) => connection.read(actor, work),
    write: (actor, work, limits) => connection.write(actor, work, limits),
    rebuild: (caseId, purpose) =>
      connection.attempt(SYSTEM, async (session) => ({
        keep: purpose === 'repair',
        result: await rebuildCase(session, workshop, caseId),
      })),
    calendar,
    secrets,
    close: () => connection.close(),
  };
}

function limitsOf(actor: Actor): { lockTimeoutMs: number | null } {
  return { lockTimeoutMs: actor.kind === 'person' ? null : engineLockTimeoutMs };
}

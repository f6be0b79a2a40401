import type { ProcedureBook } from '@vermilion/catalogue';
import { CLOCK, SYSTEM, type Actor } from '@vermilion/domain';
import { connect, type Connection, type ConnectionConfig } from './connection.js';
import { convoy } from './core/convoy.js';
import { calendarReader, type CalendarReader } from './core/calendar.js';
import { afterTheClock, type ClockFirst } from './core/clock-first.js';
import { holdProcedures, refuseChanged } from './core/hold-procedures.js';
import type { CipherName } from './core/ciphers.js';
import { secretBox, type SecretBox } from './core/private-payload.js';
import { readKeyFile } from './core/secrets.js';
import { rebuildCase, type Difference } from './core/rebuild.js';
import { streamOf } from './core/lock-case.js';
import { reexamine, type ReexaminationRequest } from './core/reexamine.js';
import type { RoundOutcome, RoundRequest, TransactOutcome, TransactRequest } from './core/request.js';
import { roundStreamOf } from './core/rounds/lock-round.js';
import { rebuildRoundIn } from './core/rounds/rebuild-round.js';
import { transactRoundIn } from './core/rounds/transact-round.js';
import { transactIn } from './core/transact.js';
import type { Workshop } from './core/workshop.js';
import { transactMany, type CaseRequest } from './core/transact-many.js';
import { goesTogether, transactTogether, type EngineRequest } from './core/transact-together.js';
import { watchRounds, type RoundWatch } from './reading/round-standing.js';
import type { Session } from './session.js';

export interface LedgerConfig extends ConnectionConfig {
  /** Holds the key that wraps the keys of persons. */
  readonly masterKeyFile: string;
  /** With what persons' words are encrypted from now on; by default AES-256-GCM. */
  readonly cipher?: CipherName;
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
  /** Puts many commands of clock or system, as many as can in one transaction, the others each in its own. @returns what came of each, in their order */
  transactTogether(requests: readonly EngineRequest[]): Promise<readonly PromiseSettledResult<TransactOutcome>[]>;
  /**
   * Puts one command to a round, in the same way. Everything that people do in a round depends on where the clock has brought it: when the
   * window or the cut-off has passed before their command was received, the clock goes first.
   */
  transactRound(request: RoundRequest): Promise<RoundOutcome>;
  /** Opens the re-examination of a title: the engine when its time has come, or the office in charge before, with its ground. */
  reexamine(request: ReexaminationRequest): Promise<TransactOutcome>;
  /** A reading transaction with the rights of the actor. */
  read: Connection['read'];
  /** The same for a single question. */
  glance: Connection['glance'];
  /** A writing transaction with the rights of the actor, for what is no decision: drafts, documents, read flags. */
  write: Connection['write'];
  /**
   * Makes the read tables of a case anew from its events. @returns what was different: nothing, when state and tables were the fold of the
   * events. With `repair` the rebuilt tables are kept; without, it was a look only.
   */
  rebuild(caseId: string, purpose: 'look' | 'repair'): Promise<readonly Difference[]>;
  /** The same for the row and the due rows of a round. */
  rebuildRound(roundId: string, purpose: 'look' | 'repair'): Promise<readonly Difference[]>;
  /** What the rounds are owed by the engine; needs its rights. */
  readonly roundWork: RoundWatch;
  readonly calendar: CalendarReader;
  readonly secrets: SecretBox;
  close(): Promise<void>;
}

/** Clock and system wait shortly and come again: people always win. */
const engineLockTimeoutMs = 2_000;

/** @throws when the database is not reachable, the master key is unreadable, or a procedure that has been used was changed. */
export async function openLedger(config: LedgerConfig): Promise<Ledger> {
  const secrets = secretBox(await readKeyFile(config.masterKeyFile), config.cipher ?? 'aes-256-gcm');
  const calendar = calendarReader();
  const connection = await connect(config);
  await connection
    .read(SYSTEM, (session) => refuseChanged(session, config.procedures))
    .catch(async (error: unknown) => {
      await connection.close();
      throw error;
    });
  const workshop = { procedures: config.procedures, hold: holdProcedures(), calendar, secrets };
  const rebuild = (work: (session: Session) => Promise<readonly Difference[]>, purpose: 'look' | 'repair') =>
    connection.attempt(SYSTEM, async (session) => ({ keep: purpose === 'repair', result: await work(session) }));
  const deciding = deciders(connection, workshop);
  return {
    ...deciding,
    reexamine: (request) =>
      reexamine((actor, work) => connection.read(actor, work), deciding.transact, config.procedures, request),
    read: (actor, work) => connection.read(actor, work),
    glance: (actor, work) => connection.glance(actor, work),
    write: (actor, work, limits) => connection.write(actor, work, limits),
    rebuild: (caseId, purpose) => rebuild((session) => rebuildCase(session, workshop, caseId), purpose),
    rebuildRound: (roundId, purpose) => rebuild((session) => rebuildRoundIn(session, workshop, roundId), purpose),
    roundWork: watchRounds(config.procedures),
    calendar,
    secrets,
    close: () => connection.close(),
  };
}

type Deciders = Pick<Ledger, 'transact' | 'transactTogether' | 'transactRound'>;

/** How commands to cases and rounds are put, the clock's own included where it must go first. */
function deciders(connection: Connection, workshop: Workshop): Deciders {
  const attempt = <Outcome extends { readonly kind: string }>(
    actor: Actor,
    decide: (session: Session) => Promise<Outcome>,
  ): Promise<Outcome> =>
    connection.attempt(
      actor,
      async (session) => {
        const result = await decide(session);
        return { keep: result.kind === 'accepted', result };
      },
      limitsOf(actor),
    );
  const putToCase = (request: TransactRequest) =>
    attempt(request.actor, (session) => transactIn(session, workshop, request));
  const putToCases = (requests: readonly CaseRequest[]) =>
    connection.attempt(
      SYSTEM,
      async (session) => {
        const result = await transactMany(session, workshop, requests);
        return { keep: result.some((outcome) => outcome !== null), result };
      },
      limitsOf(SYSTEM),
    );
  const putToRound = (request: RoundRequest) =>
    attempt(request.actor, (session) => transactRoundIn(session, workshop, request));

  const fire = ({ of, deadline }: ClockFirst): Promise<{ readonly kind: string }> => {
    const command = { type: 'fire', deadline } as const;
    const asked = { command, actor: CLOCK, expectedSeq: null };
    return 'caseId' in of
      ? putToCase({ ...asked, ...of, key: `${streamOf(of.caseId)}:${deadline}` })
      : putToRound({ ...asked, ...of, key: `${roundStreamOf(of.roundId)}:${deadline}` });
  };
  const alone: Ledger['transact'] = (request) =>
    afterTheClock<TransactOutcome>(() => unlessDeadlocked(() => putToCase(request)), fire);
  const together = (requests: readonly CaseRequest[]) => transactTogether(putToCases, requests);
  const inConvoy = convoy({ together, alone });
  return {
    transact: (request) =>
      request.actor.kind === 'person' && goesTogether(request) ? inConvoy(request) : alone(request),
    async transactTogether(requests) {
      const outcomes = await together(requests);
      const results: PromiseSettledResult<TransactOutcome>[] = [];
      for (const [index, request] of requests.entries())
        results.push(...(await Promise.allSettled([outcomes[index] ?? alone(request)])));
      return results;
    },
    transactRound: (request) => afterTheClock<RoundOutcome>(() => putToRound(request), fire),
  };
}

const DEADLOCK = '40P01';
const TRIES = 3;

/**
 * A shared transaction holds a case and asks for a key, while a repetition of that key, put alone, holds the key and asks for the case: PostgreSQL ends one of them,
 * whole. Nothing of it is kept, so it is put again; it finds what the other has done.
 */
async function unlessDeadlocked<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const isOver = tries === TRIES || !(error instanceof Error && 'code' in error && error.code === DEADLOCK);
      if (isOver) throw error;
    }
  }
}

function limitsOf(actor: Actor): { lockTimeoutMs: number | null } {
  return { lockTimeoutMs: actor.kind === 'person' ? null : engineLockTimeoutMs };
}

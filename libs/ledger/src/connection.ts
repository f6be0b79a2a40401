import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Actor } from '@vermilion/domain';
import { actAs, sessionOn, type OpenSession, type Session, type Standing } from './session.js';
import { tables } from './tables/all.js';
import { wireOf, type Wire } from './wire.js';

export interface ConnectionConfig {
  readonly url: string;
  /** The role that the rights are granted to; assumed at connection time when the login is another one. */
  readonly role?: string;
  readonly poolSize?: number;
}

/** A pool of connections. Nothing is readable outside `read` and `write`: without an actor, row-level security shows nothing. */
export interface Connection {
  read<T>(actor: Actor, work: (session: Session) => Promise<T>): Promise<T>;
  /** Like `read`, in a single journey: all that the work asks, it asks at once. */
  glance<T>(actor: Actor, work: (session: Session) => Promise<T>): Promise<T>;
  write<T>(actor: Actor, work: (session: Session) => Promise<T>, limits?: Limits): Promise<T>;
  /** Like `write`, but the work says whether its changes are kept. */
  attempt<T>(actor: Actor, work: (session: Session) => Promise<Attempt<T>>, limits?: Limits): Promise<T>;
  close(): Promise<void>;
}

export interface Attempt<T> {
  readonly keep: boolean;
  readonly result: T;
}

/** How long a transaction may wait for a lock; null waits as long as the statement may run. */
export interface Limits {
  readonly lockTimeoutMs: number | null;
}

const statementTimeoutMs = 10_000;

const dateOid = 1082;
/** A date stays the text that it is; everything else is read as usual. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === dateOid ? (text: string) => text : (pg.types.getTypeParser(oid, format) as (value: unknown) => unknown),
};

/** Opens the pool. @throws when the database is not reachable. */
export async function connect({ url, role = 'vermilion_app', poolSize = 10 }: ConnectionConfig): Promise<Connection> {
  const login = decodeURIComponent(new URL(url).username);
  const assumed = login === role ? '' : `-c role=${role} `;
  const source = await new DataSource({
    type: 'postgres',
    url,
    entities: tables,
    extra: {
      max: poolSize,
      types,
      pipeline: true,
      options: `${assumed}-c statement_timeout=${statementTimeoutMs} -c idle_in_transaction_session_timeout=30000 -c timezone=Asia/Shanghai -c jit=off`,
    },
  }).initialize();
  const attempt: Connection['attempt'] = (actor, work, limits) =>
    inTransaction(source, actor, { role, mode: 'READ WRITE' }, (session) => {
      if (limits?.lockTimeoutMs) {
        session.later(`SELECT set_config('lock_timeout', $1, true)`, [`${limits.lockTimeoutMs}ms`]);
      }
      return work(session);
    });
  return {
    attempt,
    read: (actor, work) =>
      inTransaction(source, actor, { role, mode: 'READ ONLY' }, async (session) => ({
        keep: false,
        result: await work(session),
      })),
    glance: (actor, work) => glanceAt(source, actor, role, work),
    write: (actor, work, limits) =>
      attempt(actor, async (session) => ({ keep: true, result: await work(session) }), limits),
    close: () => source.destroy(),
  };
}

/** Commits what `work` wants kept; rolls back otherwise and when it rejects. */
function inTransaction<T>(
  source: DataSource,
  actor: Actor,
  standing: Standing,
  work: (session: Session) => Promise<Attempt<T>>,
): Promise<T> {
  return begin(source, actor, standing, async ({ session, end, failure }, wire, begun) => {
    const [{ keep, result }] = await Promise.all([work(session), begun]);
    end();
    if (keep) await commit(wire, failure);
    else rollBack(wire);
    return result;
  });
}

/** Begins, asks and ends in one journey. What `work` would ask behind an answer is refused. */
function glanceAt<T>(
  source: DataSource,
  actor: Actor,
  role: string,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  return begin(source, actor, { role, mode: 'READ ONLY' }, async ({ session, end }, wire, begun) => {
    const seen = work(session);
    end();
    const [result] = await Promise.all([seen, begun, wire.ask('ROLLBACK')]);
    return result;
  });
}

type InSession<T> = (open: OpenSession, wire: Wire, begun: Promise<unknown>) => Promise<T>;

/**
 * Begins a transaction, and rolls it back when `work`, which ends it, rejects. The beginning is not waited for: the first statements of the work make the
 * journey with it, behind it. The connection goes back to the pool without any right.
 */
async function begin<T>(source: DataSource, actor: Actor, standing: Standing, work: InSession<T>): Promise<T> {
  const runner = source.createQueryRunner();
  const wire = wireOf((await runner.connect()) as pg.PoolClient, types);
  const open = sessionOn(wire, actor, standing.role);
  try {
    const begun = Promise.all([wire.ask(`START TRANSACTION ${standing.mode}`), actAs(wire, actor, standing)]);
    return await work(open, wire, begun);
  } catch (error) {
    open.end();
    rollBack(wire);
    throw error;
  } finally {
    await runner.release();
  }
}

/** Goes with what was written last: in its turn, so that nothing is kept of which a part failed. */
async function commit(wire: Wire, failure: () => unknown): Promise<void> {
  const { command } = await wire.ask('COMMIT');
  const failed = failure();
  if (failed) throw failed as Error;
  // A statement failed whose failure nobody looked at: PostgreSQL answers a commit with what it did instead.
  if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back');
}

/** Need not be waited for: whoever gets the connection next comes behind it. A connection that is lost rolls back by itself. */
function rollBack(wire: Wire): void {
  wire.askAlone('ROLLBACK').catch(() => undefined);
}

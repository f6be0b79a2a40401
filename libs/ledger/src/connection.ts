import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Actor } from '@vermilion/domain';
import { actAs, gather, sessionOn, type Session, type Standing } from './session.js';
import { tables } from './tables/all.js';

export interface ConnectionConfig {
  readonly url: string;
  /** The role that the rights are granted to; assumed at connection time when the login is another one. */
  readonly role?: string;
  readonly poolSize?: number;
}

/** A pool of connections. Nothing is readable outside `read` and `write`: without an actor, row-level security shows nothing. */
export interface Connection {
  read<T>(actor: Actor, work: (session: Session) => Promise<T>): Promise<T>;
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
      options: `${assumed}-c statement_timeout=${statementTimeoutMs} -c idle_in_transaction_session_timeout=30000 -c timezone=Asia/Shanghai`,
    },
  }).initialize();
  const attempt: Connection['attempt'] = (actor, work, limits) =>
    inTransaction(source, actor, { role, mode: 'READ WRITE' }, async (session) => {
      if (limits?.lockTimeoutMs) {
        await session.rows(`SELECT set_config('lock_timeout', $1, true)`, [`${limits.lockTimeoutMs}ms`]);
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
    write: (actor, work, limits) =>
      attempt(actor, async (session) => ({ keep: true, result: await work(session) }), limits),
    close: () => source.destroy(),
  };
}

/** Commits what `work` wants kept; rolls back otherwise and when it rejects. The connection goes back to the pool without any right. */
async function inTransaction<T>(
  source: DataSource,
  actor: Actor,
  standing: Standing,
  work: (session: Session) => Promise<Attempt<T>>,
): Promise<T> {
  const runner = source.createQueryRunner();
  const client = (await runner.connect()) as pg.PoolClient;
  const { session, end } = sessionOn(client, actor, standing.role);
  try {
    // Not waited for: the first statements of the work make the journey with it, behind it.
    gather(client);
    const begun = Promise.all([client.query(`START TRANSACTION ${standing.mode}`), actAs(client, actor, standing)]);
    const [, { keep, result }] = await Promise.all([begun, work(session)]);
    end();
    if (keep) await commit(client);
    else rollBack(client);
    return result;
  } catch (error) {
    end();
    rollBack(client);
    throw error;
  } finally {
    await runner.release();
  }
}

async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT');
  // A statement failed whose failure nobody looked at: PostgreSQL answers a commit with what it did instead.
  if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back');
}

/** Need not be waited for: whoever gets the connection next comes behind it. A connection that is lost rolls back by itself. */
function rollBack(client: pg.PoolClient): void {
  client.query('ROLLBACK').catch(() => undefined);
}

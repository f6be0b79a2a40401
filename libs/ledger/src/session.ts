import { createHash } from 'node:crypto';
import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { Actor } from '@vermilion/domain';

/**
 * The rights under which a transaction runs: who asks, or a command that the rules have taken over. Statements are sent in the order in
 * which they are asked for and need not be waited for one by one: those asked for together make one journey to the database.
 */
export interface Session {
  readonly actor: Actor;
  /** Rows of a parameterised statement (`SELECT`, or anything with `RETURNING`). Columns keep their database names. */
  rows<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** The first row, or null. */
  first<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row | null>;
  /** Runs a statement. @returns how many rows it changed. */
  execute(sql: string, parameters?: readonly unknown[]): Promise<number>;
}

/** A session, and how it ends: from then on nothing that was begun in the transaction reaches the connection, which is somebody else's soon. */
export interface OpenSession {
  readonly session: Session;
  readonly end: () => void;
}

/** Wraps a connection whose transaction carries the rights of the actor. */
export function sessionOn(client: PoolClient, actor: Actor): OpenSession {
  let ended = false;
  const run = async <Row extends QueryResultRow>(sql: string, parameters: readonly unknown[]) => {
    if (ended) throw new Error('the transaction of this session has ended');
    return prepared<Row>(client, sql, parameters);
  };
  const session: Session = {
    actor,
    async rows<Row>(sql: string, parameters: readonly unknown[] = []) {
      const { rows } = await run(sql, parameters);
      return rows as Row[];
    },
    async first<Row>(sql: string, parameters: readonly unknown[] = []) {
      const { rows } = await run(sql, parameters);
      return (rows[0] as Row | undefined) ?? null;
    },
    async execute(sql, parameters = []) {
      const { rowCount } = await run(sql, parameters);
      return rowCount ?? 0;
    },
  };
  return { session, end: () => void (ended = true) };
}

const names = new Map<string, string>();

/** A statement has a name by its text: each connection parses and plans it once, with the policies of its tables, which cost most. */
function prepared<Row extends QueryResultRow>(
  client: PoolClient,
  text: string,
  values: readonly unknown[],
): Promise<QueryResult<Row>> {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return client.query<Row>({ name, text, values: [...values] });
}

/** Gives the transaction the rights of the actor, and of nobody that used the connection before. */
export async function actAs(client: PoolClient, actor: Actor): Promise<void> {
  const person = actor.kind === 'person' ? actor : { organisation: '', role: '', person: '' };
  await prepared(
    client,
    `SELECT set_config('app.actor', $1, true), set_config('app.organisation', $2, true), set_config('app.role', $3, true),
            set_config('app.person', $4, true), set_config('app.scope', '', true)`,
    [actor.kind, person.organisation, person.role, person.person],
  );
}

/** Does one thing with the rights of the ledger, in the middle of a transaction that goes on with those of the actor. */
export async function inLedgerScope<T>(session: Session, work: () => Promise<T>): Promise<T> {
  await enterLedgerScope(session);
  const result = await work();
  await session.rows(`SELECT set_config('app.scope', '', true)`);
  return result;
}

/** From here on `decide` governs: the transaction sees all rows. Call it only after the actor's right to the case is known. */
export async function enterLedgerScope(session: Session): Promise<void> {
  await session.rows(`SELECT set_config('app.scope', 'ledger', true)`);
}

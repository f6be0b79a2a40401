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
  /** Whose rights hold from here on: the ledger's own, or those of the actor again. */
  assume(rights: Rights): Promise<void>;
}

type Rights = 'engine' | 'actor';

/** Under which role each login does what the rules decide. The engine may do to each table what the application may, and no policy stands before it. */
const ENGINES: Readonly<Record<string, string>> = { vermilion_app: 'vermilion_engine' };
const engineFor = (role: string): string => ENGINES[role] ?? role;

/** A session, and how it ends: from then on nothing that was begun in the transaction reaches the connection, which is somebody else's soon. */
export interface OpenSession {
  readonly session: Session;
  readonly end: () => void;
}

/** Wraps a connection whose transaction carries the rights of the actor. @param role under which the application reads for people */
export function sessionOn(client: PoolClient, actor: Actor, role: string): OpenSession {
  let ended = false;
  let engine = isEngine(actor);
  const run = async <Row extends QueryResultRow>(sql: string, parameters: readonly unknown[]) => {
    if (ended) throw new Error('the transaction of this session has ended');
    return prepared<Row>(client, sql, parameters, engine);
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
    async assume(rights) {
      const wanted = rights === 'engine' || isEngine(actor);
      if (wanted === engine) return;
      const assumed = run("SELECT set_config('role', $1, true)", [wanted ? engineFor(role) : role]);
      engine = wanted;
      await assumed;
    },
  };
  return { session, end: () => void (ended = true) };
}

/** Clock and system are the engine itself. */
function isEngine({ kind }: Actor): boolean {
  return kind !== 'person';
}

const names = new Map<string, string>();

/**
 * A statement has a name by its text and by whose rights it is run under: each connection parses and plans it once, with the policies of its
 * tables, which cost most.
 */
function prepared<Row extends QueryResultRow>(
  client: PoolClient,
  text: string,
  values: readonly unknown[],
  engine: boolean,
): Promise<QueryResult<Row>> {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  gather(client);
  return client.query<Row>({ name: engine ? `${name}+` : name, text, values: [...values] });
}

interface Wired {
  readonly connection?: { readonly stream: { cork(): void; uncork(): void } };
}

/** What is asked for in one go is sent in one piece: to the operating system, each piece is a call of its own. */
export function gather(client: PoolClient): void {
  const stream = (client as PoolClient & Wired).connection?.stream;
  if (!stream) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Gives the transaction the rights of the actor, and of nobody that used the connection before. */
export async function actAs(client: PoolClient, actor: Actor, { role, mode }: Standing): Promise<void> {
  const person = actor.kind === 'person' ? actor : { organisation: '', role: '', person: '' };
  await prepared(
    client,
    `SELECT set_config('app.actor', $1, true), set_config('app.organisation', $2, true), set_config('app.role', $3, true),
            set_config('app.person', $4, true), set_config('role', $5, true), set_config('plan_cache_mode', $6, true)`,
    [
      actor.kind,
      person.organisation,
      person.role,
      person.person,
      isEngine(actor) ? engineFor(role) : role,
      // Whoever writes goes by keys: one plan serves for all. Lists depend on what is asked for.
      mode === 'READ WRITE' ? 'force_generic_plan' : 'auto',
    ],
    false,
  );
}

/** What a transaction is for, and the role under which the application reads for people. */
export interface Standing {
  readonly role: string;
  readonly mode: 'READ ONLY' | 'READ WRITE';
}

/** Does one thing with the rights of the ledger, in the middle of a transaction that goes on with those of the actor. */
export async function inLedgerScope<T>(session: Session, work: () => Promise<T>): Promise<T> {
  await session.assume('engine');
  const result = await work();
  await session.assume('actor');
  return result;
}

/** From here on `decide` governs: the transaction sees all rows. Call it only after the actor's right to the case is known. */
export async function enterLedgerScope(session: Session): Promise<void> {
  await session.assume('engine');
}

import type { Actor } from '@vermilion/domain';
import type { Answer, Wire } from './wire.js';

/**
 * The rights under which a transaction runs: who asks, or a command that the rules have taken over. Statements are sent in the order in
 * which they are asked for and need not be waited for one by one: those asked for together make one journey to the database ({@link Wire}).
 */
export interface Session {
  readonly actor: Actor;
  /** Rows of a parameterised statement (`SELECT`, or anything with `RETURNING`). Columns keep their database names. */
  rows<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** The first row, or null. */
  first<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row | null>;
  /** Runs a statement. @returns how many rows it changed. */
  execute(sql: string, parameters?: readonly unknown[]): Promise<number>;
  /** Runs a statement whose answer nobody needs, in its turn: if it fails, the transaction fails at its end at the latest. */
  later(sql: string, parameters?: readonly unknown[]): void;
  /** Whose rights hold from here on: the ledger's own, or those of the actor again. */
  assume(rights: Rights): void;
  /** Somebody else asks from here on, with rights of their own: several decisions in one transaction. */
  become(next: Actor): void;
}

type Rights = 'engine' | 'actor';

/** Under which role each login does what the rules decide. The engine may do to each table what the application may, and no policy stands before it. */
const ENGINES: Readonly<Record<string, string>> = { vermilion_app: 'vermilion_engine' };
const engineFor = (role: string): string => ENGINES[role] ?? role;

/** A session, and how it ends: from then on nothing that was begun in the transaction reaches the connection, which is somebody else's soon. */
export interface OpenSession {
  readonly session: Session;
  readonly end: () => void;
  /** Why something failed whose answer nobody waits for; null while nothing has. */
  readonly failure: () => unknown;
}

/** Wraps a connection whose transaction carries the rights of the actor. @param role under which the application reads for people */
export function sessionOn(wire: Wire, actor: Actor, role: string): OpenSession {
  let ended = false;
  let [who, engine] = [actor, isEngine(actor)];
  let failure: unknown = null;
  const run = (sql: string, parameters: readonly unknown[]): Promise<Answer> =>
    ended
      ? Promise.reject(new Error('the transaction of this session has ended'))
      : wire.ask(sql, parameters, engine ? ENGINE : '');
  const later = (sql: string, parameters: readonly unknown[] = []): void => {
    run(sql, parameters).catch((error: unknown) => (failure ??= error));
  };
  const session: Session = {
    get actor() {
      return who;
    },
    async rows<Row>(sql: string, parameters: readonly unknown[] = []) {
      const { rows } = await run(sql, parameters);
      return rows as Row[];
    },
    async first<Row>(sql: string, parameters: readonly unknown[] = []) {
      const { rows } = await run(sql, parameters);
      return (rows[0] as Row | undefined) ?? null;
    },
    async execute(sql, parameters = []) {
      return (await run(sql, parameters)).changed;
    },
    later,
    assume(rights) {
      const wanted = rights === 'engine' || isEngine(who);
      if (wanted === engine) return;
      later("SELECT set_config('role', $1, true)", [wanted ? engineFor(role) : role]);
      engine = wanted;
    },
    become(next) {
      later(...actingAs(next, role));
      [who, engine] = [next, isEngine(next)];
    },
  };
  return { session, end: () => void (ended = true), failure: () => failure };
}

/** Statements that are asked under the rules' own rights have plans without policies. */
const ENGINE = '+';

/** Clock and system are the engine itself. */
function isEngine({ kind }: Actor): boolean {
  return kind !== 'person';
}

/** Gives the transaction the rights of the actor, and of nobody that used the connection before. */
export async function actAs(wire: Wire, actor: Actor, { role, mode }: Standing): Promise<void> {
  // Whoever writes goes by keys: one plan serves for all. Lists depend on what is asked for.
  const plans = mode === 'READ WRITE' ? 'force_generic_plan' : 'auto';
  const [sql, parameters] = actingAs(actor, role);
  await wire.ask(`${sql}, set_config('plan_cache_mode', $6, true)`, [...parameters, plans]);
}

function actingAs(actor: Actor, role: string): [sql: string, parameters: readonly string[]] {
  const person = actor.kind === 'person' ? actor : { organisation: '', role: '', person: '' };
  return [
    `SELECT set_config('app.actor', $1, true), set_config('app.organisation', $2, true), set_config('app.role', $3, true),
            set_config('app.person', $4, true), set_config('role', $5, true)`,
    [actor.kind, person.organisation, person.role, person.person, isEngine(actor) ? engineFor(role) : role],
  ];
}

/** What a transaction is for, and the role under which the application reads for people. */
export interface Standing {
  readonly role: string;
  readonly mode: 'READ ONLY' | 'READ WRITE';
}

/** Does one thing with the rights of the ledger, in the middle of a transaction that goes on with those of the actor. */
export async function inLedgerScope<T>(session: Session, work: () => Promise<T>): Promise<T> {
  session.assume('engine');
  const result = await work();
  session.assume('actor');
  return result;
}

/** From here on `decide` governs: the transaction sees all rows. Call it only after the actor's right to the case is known. */
export function enterLedgerScope(session: Session): void {
  session.assume('engine');
}

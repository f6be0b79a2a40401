import type { EntityManager, EntitySchema, ObjectLiteral, QueryRunner, Repository } from 'typeorm';
import type { Actor } from '@vermilion/domain';

/** The rights under which a transaction runs: who asks, or a command that the rules have taken over. */
export interface Session {
  readonly actor: Actor;
  readonly manager: EntityManager;
  /** Rows of a parameterised statement (`SELECT`, or anything with `RETURNING`). Columns keep their database names. */
  rows<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** The first row, or null. */
  first<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row | null>;
  /** Runs a statement. @returns how many rows it changed. */
  execute(sql: string, parameters?: readonly unknown[]): Promise<number>;
  /** TypeORM's repository of a table, inside this transaction. */
  repository<Row extends ObjectLiteral>(table: EntitySchema<Row>): Repository<Row>;
}

/** Wraps a query runner whose transaction already carries the rights of the actor. */
export function sessionOn(runner: QueryRunner, actor: Actor): Session {
  const run = (sql: string, parameters: readonly unknown[]) => runner.query(sql, [...parameters], true);
  return {
    actor,
    manager: runner.manager,
    async rows<Row>(sql: string, parameters: readonly unknown[] = []) {
      const { records } = await run(sql, parameters);
      return records as Row[];
    },
    async first<Row>(sql: string, parameters: readonly unknown[] = []) {
      const { records } = await run(sql, parameters);
      return (records[0] as Row | undefined) ?? null;
    },
    async execute(sql, parameters = []) {
      const { affected } = await run(sql, parameters);
      return affected ?? 0;
    },
    repository: (table) => runner.manager.getRepository(table),
  };
}

/** Gives the transaction the rights of the actor, and of nobody that used the connection before. */
export async function actAs(runner: QueryRunner, actor: Actor): Promise<void> {
  const person = actor.kind === 'person' ? actor : { organisation: '', role: '', person: '' };
  await runner.query(
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

import type { ProcedureBook } from '@vermilion/catalogue';
import { hashOf, type Procedure } from '@vermilion/domain';
import type { Session } from '../session.js';
import type { ProcedureHashRow } from '../tables/procedure-hashes.js';

type Recorded = Pick<ProcedureHashRow, 'procedure' | 'version' | 'hash'>;

/** Notes what a procedure says when it is first used, and holds it to that ever after. @throws ProcedureChanged */
export type HoldProcedure = (session: Session, procedure: Procedure) => Promise<void>;

/**
 * A version says for ever what it said when the first case or round went by it: form, rubric, limits, all of it. Whoever wants something
 * else writes a new version. Source: research on scoring rubrics §1.5 (locked once the first mark is given); here from the first use.
 */
class ProcedureChanged extends Error {
  public override readonly name = 'ProcedureChanged';

  constructor(keys: readonly string[]) {
    super(
      `${keys.join(', ')} has been used, and its file has changed since: put back what it said, and give the change a new version`,
    );
  }
}

/** Holds the procedures that one ledger decides by; each is looked up until it is known to be as recorded. */
export function holdProcedures(): HoldProcedure {
  const held = new WeakSet<Procedure>();
  return async (session, procedure) => {
    if (held.has(procedure)) return;
    const { id, version } = procedure;
    const first = await session.execute(
      'INSERT INTO procedure_hash (procedure, version, hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [id, version, hashOf(procedure)],
    );
    // What this transaction writes, it may yet take back.
    if (first === 1) return;
    const recorded = await session.rows<Recorded>(
      'SELECT procedure, version, hash FROM procedure_hash WHERE procedure = $1 AND version = $2',
      [id, version],
    );
    if (recorded.some((row) => isOther(row, procedure))) throw new ProcedureChanged([keyOf(procedure)]);
    held.add(procedure);
  };
}

/** Refuses a book in which a version that has been used says something else today. @throws ProcedureChanged */
export async function refuseChanged(session: Session, book: ProcedureBook): Promise<void> {
  const recorded = await session.rows<Recorded>('SELECT procedure, version, hash FROM procedure_hash');
  const changed = [...book.values()].filter((procedure) => recorded.some((row) => isOther(row, procedure)));
  if (changed.length > 0) throw new ProcedureChanged(changed.map(keyOf));
}

function isOther(row: Recorded, procedure: Procedure): boolean {
  return row.procedure === procedure.id && row.version === procedure.version && row.hash !== hashOf(procedure);
}

function keyOf({ id, version }: Procedure): string {
  return `${id}@${version}`;
}

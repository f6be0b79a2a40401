import { loadProcedures } from '@vermilion/catalogue';
import type { Procedure } from '@vermilion/domain';

const book = loadProcedures();

/** The procedure in the version that a case keeps for life. @throws when this build does not know it: a newer one will. */
export function procedureOf(id: string, version: number): Procedure {
  const procedure = book.get(`${id}@${version}`);
  if (!procedure) throw new Error(`this build knows no procedure ${id}@${version}`);
  return procedure;
}

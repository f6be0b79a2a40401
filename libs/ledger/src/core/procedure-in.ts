import type { ProcedureBook } from '@vermilion/catalogue';
import type { Procedure } from '@vermilion/domain';

/** The version of the procedure that a case or a round keeps for life. @throws when the catalogue has lost it. */
export function procedureIn(
  book: ProcedureBook,
  { procedure, version }: { readonly procedure: string; readonly version: number },
): Procedure {
  const found = book.get(`${procedure}@${version}`);
  if (!found) throw new Error(`the catalogue has lost procedure ${procedure}@${version}`);
  return found;
}

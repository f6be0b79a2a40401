import { loadProcedures } from '@vermilion/catalogue';
import { openLedger } from '@vermilion/ledger';
import type { Violation } from './violation.js';

/** P2 once more, by the product's own rebuild: the read tables of each case are what its events make of them. */
export async function rebuildFaults(
  env: Readonly<Record<string, string>>,
  cases: readonly { readonly id: string }[],
): Promise<Violation[]> {
  const ledger = await openLedger({
    url: env['DATABASE_URL'] ?? '',
    masterKeyFile: env['VERMILION_MASTER_KEY_FILE'] ?? '',
    procedures: loadProcedures(),
    poolSize: 2,
  });
  try {
    const found: Violation[] = [];
    for (const { id } of cases)
      for (const { table, side, row } of await ledger.rebuild(id, 'look'))
        found.push({ invariant: 'P2', subject: id, what: `${table}, ${side}: ${row.slice(0, 300)}` });
    return found;
  } finally {
    await ledger.close();
  }
}

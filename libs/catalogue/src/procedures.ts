import { checkProcedure, type Procedure } from '@vermilion/domain';
import { procedure } from './procedure-schema.js';
import smartWorkshop1 from './procedures/smart-workshop-1.json' with { type: 'json' };
import smartWorkshop2 from './procedures/smart-workshop-2.json' with { type: 'json' };
import smartWorkshopReview1 from './procedures/smart-workshop-review-1.json' with { type: 'json' };
import { readInstalled } from './installed.js';
import { bureaus, obligations } from './registers.js';

/** Every procedure in every version, by `id@version` such as `smart-workshop@1`. */
export type ProcedureBook = ReadonlyMap<string, Procedure>;

interface Known {
  readonly bureaus: readonly string[];
  readonly obligations: readonly string[];
}

/** One file: its procedure, or everything that is wrong with it. */
function readProcedure(
  source: unknown,
  known: Known,
): { readonly procedure: Procedure | null; readonly faults: string[] } {
  const parsed = procedure.safeParse(source);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    return { procedure: null, faults };
  }
  const key = `${parsed.data.id}@${parsed.data.version}`;
  return { procedure: parsed.data, faults: checkProcedure(parsed.data, known).map((fault) => `${key}: ${fault}`) };
}

/** A book of procedures from the contents of their files. @throws with all faults of all of them. */
export function bindProcedures(sources: readonly unknown[], known: Known): ProcedureBook {
  const readings = sources.map((source) => readProcedure(source, known));
  const faults = readings.flatMap((reading) => reading.faults);
  const book = new Map<string, Procedure>();
  const ids = readings.flatMap((reading) => reading.procedure?.id ?? []);
  for (const { procedure: bound } of readings) {
    if (!bound) continue;
    const key = `${bound.id}@${bound.version}`;
    if (book.has(key)) faults.push(`${key} stands twice`);
    book.set(key, bound);
    const again = bound.reexamines?.of;
    if (again !== undefined && !ids.includes(again))
      faults.push(`${key}: there is no procedure ${again} whose titles it examines`);
  }
  if (faults.length > 0) throw new Error(`procedures cannot be loaded:\n${faults.join('\n')}`);
  return book;
}

/**
 * The procedures of the catalogue, and those that the installation has besides, a file each in the directory that PROCEDURES_DIR names.
 * @throws with every fault when one of them is unfit to run: nothing starts on a broken procedure.
 */
export function loadProcedures(directory: string | undefined = process.env['PROCEDURES_DIR']): ProcedureBook {
  return bindProcedures([smartWorkshop1, smartWorkshop2, smartWorkshopReview1, ...readInstalled(directory)], {
    bureaus: bureaus().map((bureau) => bureau.id),
    obligations: obligations().map((obligation) => obligation.id),
  });
}

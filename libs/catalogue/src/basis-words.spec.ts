import { loadProcedures } from './procedures.js';
import { basisWords } from './basis-words.js';

/** Every `basis` below a value. */
function basesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
    name === 'basis' && typeof part === 'string' ? [part] : basesIn(part),
  );
}

describe('the source of every limit', () => {
  it('is told in English, too', () => {
    const untold = [...loadProcedures().values()].flatMap(basesIn).filter((basis) => basisWords(basis).en === basis);
    expect([...new Set(untold)]).toEqual([]);
  });
});

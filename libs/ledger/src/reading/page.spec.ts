import fc from 'fast-check';
import { fragmentOf } from './page.js';

/** What PostgreSQL makes of a pattern, for texts without line breaks. */
function finds(text: string, { like, operator }: ReturnType<typeof fragmentOf>): boolean {
  const pattern = like.replace(/\\(.)|%|_|[^\\%_]/gsu, (part: string, escaped: string | undefined) => {
    if (part === '%') return '.*';
    if (part === '_') return '.';
    return (escaped ?? part).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  });
  return new RegExp(`^${pattern}$`, operator === 'ILIKE' ? 'isu' : 'su').test(text);
}

describe('a fragment of a name', () => {
  it('is compared by its bytes where it has no small and great letters', () => {
    expect(fragmentOf('数控加工17号').operator).toBe('LIKE');
    expect(fragmentOf('abb 机器人').operator).toBe('ILIKE');
  });

  it('finds a name that contains it, whatever it is made of, and signs of patterns mean themselves', () => {
    const text = fc.string({ unit: fc.constantFrom('数', '控', '1', '%', '_', '\\', 'a', 'B'), maxLength: 6 });
    fc.assert(
      fc.property(text, text, text, (before, fragment, after) => {
        expect(finds(`${before}${fragment}${after}`, fragmentOf(fragment))).toBe(true);
        expect(finds(before, fragmentOf(fragment))).toBe(before.toLowerCase().includes(fragment.toLowerCase()));
      }),
    );
  });
});

import { clearOut, forget, keep, leftAt, placeOf } from './local-copy.js';

class Shelf implements Storage {
  private readonly kept = new Map<string, string>();
  constructor(private readonly room = Infinity) {}
  get length() {
    return this.kept.size;
  }
  key(at: number) {
    return [...this.kept.keys()][at] ?? null;
  }
  getItem(key: string) {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string) {
    if (value.length > this.room) throw new DOMException('full', 'QuotaExceededError');
    this.kept.set(key, value);
  }
  removeItem(key: string) {
    this.kept.delete(key);
  }
  clear() {
    this.kept.clear();
  }
}

const DAY_MS = 86_400_000;
const MINE = placeOf('person-1', '2018-000001');
const form = (name: string) => ({ form: { basic: { name } }, base: {} });

describe('what was not saved survives the page (local copy)', () => {
  it('comes back as it was, the oldest first, of all tabs', () => {
    const shelf = new Shelf();
    keep(shelf, `${MINE}b`, form('later'), 20);
    keep(shelf, `${MINE}a`, form('earlier'), 10);
    expect(leftAt(shelf, MINE)).toEqual([
      { key: `${MINE}a`, ...form('earlier'), keptAt: 10 },
      { key: `${MINE}b`, ...form('later'), keptAt: 20 },
    ]);
  });

  it('belongs to one person and one case', () => {
    const shelf = new Shelf();
    keep(shelf, `${MINE}a`, form('mine'), 10);
    expect(leftAt(shelf, placeOf('person-2', '2018-000001'))).toEqual([]);
    expect(leftAt(shelf, placeOf('person-1', '2018-000002'))).toEqual([]);
  });

  it('is gone once it is saved, and after a fortnight at the latest; what is not ours stays', () => {
    const shelf = new Shelf();
    shelf.setItem('vermilion.language', 'en');
    keep(shelf, `${MINE}a`, form('saved'), 10);
    forget(shelf, [`${MINE}a`]);
    keep(shelf, `${MINE}old`, form('old'), 0);
    keep(shelf, `${MINE}new`, form('new'), DAY_MS);
    clearOut(shelf, 14 * DAY_MS);
    expect(leftAt(shelf, MINE).map(({ key }) => key)).toEqual([`${MINE}new`]);
    expect(shelf.getItem('vermilion.language')).toBe('en');
  });

  it('a browser without room says so, and a broken copy harms nobody', () => {
    expect(keep(new Shelf(10), `${MINE}a`, form('a name'), 10)).toBe(false);
    const shelf = new Shelf();
    shelf.setItem(`${MINE}a`, '{"form":');
    shelf.setItem(`${MINE}b`, 'null');
    expect(leftAt(shelf, MINE)).toEqual([]);
  });
});

import { keptIn, withKept } from './kept-filters.js';

const one = { name: '逾期', address: { urgency: 'overdue' } };

describe('kept filters', () => {
  it('a name stands once: kept again, it means the newer filter', () => {
    const newer = { ...one, address: { urgency: 'soon' } };
    expect(withKept([one, { name: 'b', address: {} }], newer)).toEqual([{ name: 'b', address: {} }, newer]);
  });

  it('are twenty at most, the oldest goes', () => {
    const many = Array.from({ length: 20 }, (_, at) => ({ name: String(at), address: {} }));
    const kept = withKept(many, one);
    expect([kept.length, kept[0]?.name, kept.at(-1)]).toEqual([20, '1', one]);
  });

  it('are read back; what is damaged is left out', () => {
    expect(keptIn(JSON.stringify([one, null, 5, { name: 7 }]))).toEqual([one]);
    expect([keptIn(null), keptIn('{'), keptIn('"x"')]).toEqual([[], [], []]);
  });
});

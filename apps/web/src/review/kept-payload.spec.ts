import { isKept, keepPayload, keptPayload } from './kept-payload.js';

const DAY = 86_400_000;

function store(): Storage {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    key: (at: number) => [...entries.keys()][at] ?? null,
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
    clear: () => entries.clear(),
  };
}

describe('what has been entered for a step', () => {
  it('comes back after the tab was closed, but for what the case itself says', () => {
    const kept = store();
    const marks = { items: { A: 9.5 }, comments: { A: '良好' } };
    keepPayload(kept, 'vermilion.step exp01 2018-000001 1 submit-marks', { marks, draftVersion: 3 }, 0);
    expect(keptPayload(kept, 'vermilion.step exp01 2018-000001 1 submit-marks')).toEqual({ marks });
    expect(keptPayload(kept, 'vermilion.step exp02 2018-000001 1 submit-marks')).toBeNull();
  });

  it('is known to be there, by person, case and step', () => {
    const kept = store();
    keepPayload(kept, 'vermilion.step exp01 2018-000001 6 submit-marks', { marks: {} }, 0);
    const asked = [
      ['exp01', '2018-000001', 'submit-marks'],
      ['exp0', '2018-000001', 'submit-marks'],
      ['exp01', '2018-00000', 'submit-marks'],
      ['exp01', '2018-000001', 'record-minute'],
    ] as const;
    expect(asked.map(([person, caseId, type]) => isKept(kept, person, caseId, type))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('says whether it is kept: a full store keeps nothing', () => {
    const full = store();
    full.setItem = () => {
      throw new Error('full');
    };
    expect(keepPayload(full, 'vermilion.step exp01', {}, 0)).toBe(false);
    expect(keepPayload(store(), 'vermilion.step exp01', {}, 0)).toBe(true);
  });

  it('is dropped after a month, together with what cannot be read; other things stay', () => {
    const kept = store();
    kept.setItem('vermilion.step damaged', '{');
    kept.setItem('vermilion.language', 'en');
    keepPayload(kept, 'vermilion.step old', { opinion: 'a' }, 0);
    keepPayload(kept, 'vermilion.step new', { opinion: 'b' }, 31 * DAY);
    expect(kept.getItem('vermilion.step old')).toBeNull();
    expect([kept.length, keptPayload(kept, 'vermilion.step new')]).toEqual([2, { opinion: 'b' }]);
  });
});

import { urgencyAt, urgencyOf } from './urgency.js';

describe('urgency', () => {
  it('goes by the hours that are left: the due instant itself is too late', () => {
    expect([48, 47.9, 0.1, 0, -5].map((hours) => urgencyOf(hours))).toEqual([
      'later',
      'soon',
      'soon',
      'overdue',
      'overdue',
    ]);
  });

  it('has a word for what has no limit, unless it is recorded as overdue', () => {
    expect([urgencyOf(null), urgencyOf(null, true), urgencyOf(100, true)]).toEqual(['unlimited', 'overdue', 'overdue']);
  });

  it('at a moment', () => {
    const now = '2018-03-10T12:00:00+08:00';
    const at = (dueAt: string | null, overdue = false) => urgencyAt(dueAt, overdue, now);
    expect(at('2018-03-10T12:00:00+08:00')).toBe('overdue');
    expect(at('2018-03-12T11:59:59+08:00')).toBe('soon');
    expect(at('2018-03-12T12:00:00+08:00')).toBe('later');
    expect(at(null)).toBe('unlimited');
    expect(at(null, true)).toBe('overdue');
  });
});

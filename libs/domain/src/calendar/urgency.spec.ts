import { urgencyOf } from './urgency.js';

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
});

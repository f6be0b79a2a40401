import type { CaseView, DeadlineList } from '@vermilion/contracts';
import { ownDeadline, seatStanding, seatsTaken } from './seat-standing.js';

type Panel = NonNullable<CaseView['panel']>;

const STAGE = 'expert-panel';
const seat = (number: number, status: string, yours = false) => ({
  seat: number,
  category: 'technical',
  status,
  yours,
});
const result: Panel['result'] = { marks: [], trimmedMean: 80, plainMean: 80, spread: 0, passed: true };

function seen(status: string, panel: Partial<Panel> = {}, stage = STAGE): CaseView {
  const seats = [seat(1, 'accepted'), seat(2, status, true)];
  const whole: Panel = { seats, convened: true, exhausted: false, minuteAwaited: false, result: null, ...panel };
  return { panel: whole, phase: 'running', visit: 6, stage: { id: stage, title: { zh: '', en: '' } } } as CaseView;
}

const standing = (view: CaseView) => seatStanding(view, STAGE);

describe('where an expert is with a seat', () => {
  it('follows the seat while the panel sits', () => {
    expect(['invited', 'accepted', 'marked', 'declined'].map((status) => standing(seen(status)))).toEqual([
      'invited',
      'accepted',
      'sealed',
      'gone',
    ]);
    expect(standing(seen('marked', { minuteAwaited: true, result }))).toBe('minute');
  });

  it('at the end of the case shows what was opened, and who has not marked', () => {
    const ended = (view: CaseView) => standing({ ...view, phase: 'closed' });
    expect(ended(seen('marked', { result }))).toBe('opened');
    expect(ended(seen('marked'))).toBe('over');
    expect(ended(seen('accepted', { result }))).toBe('missed');
    expect(standing(seen('marked', { result }, 'notice'))).toBe('opened');
  });

  it('is gone without a seat of one’s own', () => {
    expect(standing(seen('accepted', { seats: [seat(1, 'marked')] }))).toBe('gone');
    expect(standing({ ...seen('accepted'), panel: null })).toBe('gone');
  });

  it('counts the seats that are taken', () => {
    expect(seatsTaken(seen('invited'))).toEqual({ taken: 1, of: 2 });
  });
});

describe('the date of an expert', () => {
  const date = (limit: string, rung: string, dueAt: string, recordedAt: string | null = null) =>
    ({ limit, rung, dueAt, recordedAt }) as DeadlineList['items'][number];
  const dates = [
    date('expert-panel#6/pool-ab/seat-1.1', 'lapse', 'one'),
    date('expert-panel#6/pool-ab/seat-2.1', 'lapse', 'before', 'then'),
    date('expert-panel#6/pool-ab/seat-2.2', 'remind', 'reminder'),
    date('expert-panel#6/pool-ab/seat-2.2', 'lapse', 'mine'),
    date('formal-check#5', 'lapse', 'elsewhere'),
    date('expert-panel#6', 'lapse', 'panel'),
  ];

  it('is the own invitation first, the end of the panel from then on', () => {
    expect(ownDeadline(dates, seen('invited'), 'invited')?.dueAt).toBe('mine');
    expect(ownDeadline(dates, seen('accepted'), 'accepted')?.dueAt).toBe('panel');
  });

  it('stays to be seen when it has passed', () => {
    const past = [date('expert-panel#6', 'lapse', 'panel', 'then')];
    expect(ownDeadline(past, seen('accepted'), 'accepted')?.dueAt).toBe('panel');
    expect(ownDeadline([], seen('accepted'), 'accepted')).toBeNull();
  });
});

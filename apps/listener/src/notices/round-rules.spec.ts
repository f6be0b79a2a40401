import { districts } from '@vermilion/catalogue';
import { evolveRound, NO_ROUND, type RecordedRound } from '@vermilion/domain';
import { procedureOf } from '../events/procedure-of.js';
import { roundNoticesOf } from './round-rules.js';
import { wordingOf } from './wording.js';

const procedure = procedureOf('smart-workshop', 2);
const terms = {
  year: 2018,
  opens: '2018-03-01T00:00:00+08:00',
  closes: '2018-03-16T00:00:00+08:00',
  cutOff: '2018-04-14T00:00:00+08:00',
  quota: 2,
  districtCap: 3,
};
const called: RecordedRound = {
  type: 'round.called',
  data: { id: 'smart-workshop-2018', procedure: procedure.id, version: 2, terms },
};
const dueAt = terms.cutOff;
const ranking = ['2018-000001', '2018-000002', '2018-000003'].map((caseId, index) => ({
  caseId,
  rank: index + 1,
  mark: 90 - index,
  decidedBy: 'mark',
  result: index < 2 ? ('within-quota' as const) : ('nursery-list' as const),
}));
const cut = { quota: 2, lastIn: '2018-000002', firstOut: '2018-000003', gap: 1 };

function noticesAfter(...events: RecordedRound[]) {
  const state = [called, ...events].reduce(evolveRound, NO_ROUND);
  const last = events.at(-1) ?? called;
  const inDistrict = new Map([['410122', { waiting: 4, reviewing: 1 }]]);
  return roundNoticesOf({ procedure, state, inDistrict }, last);
}
const recipients = (...events: RecordedRound[]) =>
  noticesAfter(...events).map(({ to }) => ('organisation' in to ? to.organisation : to.token));

describe('what a round means to people', () => {
  it('one reminder of the cut-off goes to each district, with what it still has before it', () => {
    const notices = noticesAfter({
      type: 'round.reminded',
      data: { dueAt: '2018-04-08T00:00:00+08:00', cutOff: dueAt },
    });
    expect(notices).toHaveLength(districts().length);
    const one = notices.find(({ to }) => 'organisation' in to && to.organisation === 'district:410122/industry');
    const other = notices.find(({ to }) => 'organisation' in to && to.organisation === 'district:410102/industry');
    const body = (notice: typeof one) => notice && wordingOf(notice, { caseId: null, dueAt: null }).body;
    expect(body(one)?.zh).toContain('县区推荐 2018年4月13日24时 截止，贵县区待推荐 4 件、尚在审核 1 件');
    expect(body(one)?.en).toContain('4 cases wait for recommendation and 1 are still under review');
    expect(body(other)?.zh).toContain('待推荐 0 件');
  });

  it('the ranking is told to the leader alone: nobody else learns of a list before it is proposed and public', () => {
    expect(recipients({ type: 'round.ranked', data: { ranking, cut } })).toEqual(['bureau:miit']);
    const list = ['2018-000001', '2018-000002'];
    expect(recipients({ type: 'round.proposed', data: { list, nursery: ['2018-000003'] } })).toEqual([]);
  });

  it('a district’s list is told to the bureau by the name of the district', () => {
    const data = { district: '410122', cases: ['2018-000001'] };
    const [notice] = noticesAfter({ type: 'round.recommended', data });
    expect(notice?.to).toEqual({ organisation: 'bureau:miit' });
    expect(notice && wordingOf(notice, { caseId: null, dueAt: null }).title.zh).toBe('收到县区推荐：中牟县');
  });

  it.each<[string, RecordedRound, number]>([
    ['the call', called, districts().length],
    ['the opening', { type: 'round.opened', data: { dueAt } }, districts().length],
    ['the closing hour', { type: 'round.closed', data: { dueAt } }, districts().length],
    ['the frozen candidates', { type: 'round.frozen', data: { candidates: [], dueAt } }, districts().length + 1],
    ['the end of the notice', { type: 'round.cleared', data: { dueAt } }, 1],
    ['the end of the round', { type: 'round.completed', data: { on: '2018-06-01' } }, districts().length + 1],
  ])('%s is told once to everybody concerned', (_name, event, count) => {
    const told = recipients(event);
    expect(told).toHaveLength(count);
    expect(new Set(told).size).toBe(count);
  });

  it('no text leaves a word open', () => {
    const all: RecordedRound[] = [
      called,
      { type: 'round.opened', data: { dueAt } },
      { type: 'round.closed', data: { dueAt } },
      { type: 'round.frozen', data: { candidates: [], dueAt } },
      { type: 'round.ranked', data: { ranking, cut } },
      { type: 'round.cleared', data: { dueAt } },
      { type: 'round.completed', data: { on: '2018-06-01' } },
    ];
    for (const event of all)
      for (const notice of noticesAfter(event)) {
        const { title, body } = wordingOf(notice, { caseId: null, dueAt: null });
        expect([title.zh, title.en, body.zh, body.en].join()).not.toMatch(/[{}—]|undefined/);
      }
  });
});

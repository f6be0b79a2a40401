import { seedCalendar } from '@vermilion/catalogue';
import { problemOfRefusal } from '@vermilion/contracts';
import { decideRound, replayRound, type Person, type RecordedRound, type Refusal } from '@vermilion/domain';
import { ContractWalk } from '../support/contract-walk.js';
import { roundProcedure } from '../support/on-notice.js';

const ROUND = 'smart-workshop-2018';
const terms = {
  year: 2018,
  opens: '2018-03-01T00:00:00+08:00',
  closes: '2018-04-01T00:00:00+08:00',
  cutOff: '2018-04-21T12:00:00+08:00',
  quota: 5,
  districtCap: 3,
};
const called: RecordedRound = {
  type: 'round.called',
  data: { id: ROUND, procedure: roundProcedure.id, version: roundProcedure.version, terms },
};
const opened: RecordedRound = { type: 'round.opened', data: { dueAt: terms.opens } };
const frozen: RecordedRound = { type: 'round.frozen', data: { candidates: [], dueAt: terms.cutOff } };
const reviewer: Person = {
  kind: 'person',
  person: 'wang-wu',
  organisation: 'district:410122/industry',
  role: 'reviewer',
};

/** What the firm reads that submits at this instant. */
function submittedAt(now: string) {
  const walk = new ContractWalk('ENT02', roundProcedure);
  walk.extra = { roundId: ROUND, round: replayRound([called]) };
  walk.must({ type: 'open', procedure: roundProcedure.id, version: roundProcedure.version }, walk.approver);
  walk.now = now;
  return told(walk.give({ type: 'submit', draftVersion: 1 }, walk.approver));
}

/** What the district reads that gives its list after these events. */
function recommendedAfter(...events: RecordedRound[]) {
  const facts = { calendar: seedCalendar(), cases: [], number: null, office: null };
  const command = { type: 'recommend' as const, cases: [] };
  const decision = decideRound(
    roundProcedure,
    replayRound(events),
    command,
    facts,
    reviewer,
    '2018-04-25T09:00:00+08:00',
  );
  return told(decision.ok ? null : decision.refusal);
}

function told(refusal: Refusal | null) {
  if (!refusal) throw new Error('nothing was refused');
  const { code, detail, en } = problemOfRefusal(refusal);
  return { code, zh: detail, en: en.detail };
}

describe('A refusal names times as notices of the government do (24时 of the last day, never the machine’s midnight)', () => {
  it('before the window opens, a firm and a district read from when they may come', () => {
    const words = {
      zh: '本轮次尚未开始，自2018年3月1日0时起接受办理。',
      en: 'This round has not begun; it begins at 2018-03-01 00:00.',
    };
    expect(submittedAt('2018-02-28T23:59:59+08:00')).toEqual({ code: 'round-not-open', ...words });
    expect(recommendedAfter(called)).toEqual({ code: 'round-not-open', ...words });
  });

  it('after it has closed, a firm reads when applications closed', () => {
    expect(submittedAt('2018-04-01T00:00:00+08:00')).toEqual({
      code: 'round-over',
      zh: '本轮次申报已于2018年3月31日24时截止，以平台收到的时间为准。',
      en: 'Applications for this round closed at the end of 2018-03-31; the time of receipt counts.',
    });
  });

  it('after the cut-off, a district reads when recommendations closed, and not when applications did', () => {
    expect(recommendedAfter(called, opened, frozen)).toEqual({
      code: 'candidates-frozen',
      zh: '本轮次推荐已于2018年4月21日12时截止，候选名单已经冻结，不能再增减。',
      en: 'Recommendations for this round closed at 2018-04-21 12:00. Its candidates are frozen; none is added or taken out.',
    });
  });

  it('a severe record without an end is told without one', () => {
    const credit = { grade: 'severe', record: 'CR-1', source: '信用中国', until: null } as const;
    const walk = new ContractWalk('ENT07', { ...roundProcedure, round: undefined });
    walk.extra = { check: { credit, title: null, barredUntil: null } };
    expect(told(walk.submitted().give({ type: 'accept' }, walk.industry))).toEqual({
      code: 'credit-veto',
      zh: '信用核查发现严重失信信息（来源：信用中国）。',
      en: 'The credit register shows a severe record (source: 信用中国).',
    });
  });
});

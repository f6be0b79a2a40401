import { EVENT_TITLES } from '@vermilion/contracts';
import { evolve, NO_CASE, type CaseState, type EventType, type Recorded } from '@vermilion/domain';
import { procedureOf } from '../events/procedure-of.js';
import { isTold, noticesOf } from './notice-rules.js';
import { wordingOf } from './wording.js';

const procedure = procedureOf('smart-workshop', 2);
const applicant = 'enterprise:91410100TEST00001X';
const district = 'district:410122/industry';
const bureau = 'bureau:miit';
const on = '2018-04-01';
const round = 'smart-workshop-2018';
const dueAt = '2018-04-15T00:00:00+08:00';
const content = { draftVersion: 1, form: {}, documents: [], contentHash: '', figures: {}, on };
const enters = (stage: string, visit = 1): Recorded => ({ type: 'stage.entered', data: { stage, visit, on } });
const submitted: Recorded[] = [
  {
    type: 'application.opened',
    data: { procedure: procedure.id, version: 2, applicant, district: '410122', round, origin: null, on },
  },
  { type: 'application.submitted', data: { ...content, round } },
];
const recommending = [...submitted, enters('recommendation')];
const onNotice: Recorded[] = [
  ...submitted,
  {
    type: 'notice.published',
    data: { stage: 'notice', number: '郑工信公示〔2018〕1号', from: on, until: on, closesAt: dueAt },
  },
  enters('notice'),
];
const check = (
  grade: 'none' | 'general' | 'severe',
  moment: 'submission' | 'recommendation' = 'submission',
): Recorded => ({
  type: 'application.checked',
  data: {
    moment,
    credit: { grade, record: grade === 'none' ? null : 'CR-1', source: '信用郑州（虚构）', until: '2019-01-01' },
    title: null,
    barredUntil: null,
    on,
  },
});
const suspended: Recorded = { type: 'application.suspended', data: { ground: 'credit', leftRound: true, on } };
const lodged: Recorded = {
  type: 'objection.lodged',
  data: { stage: 'notice', objection: 'o1', kind: 'individual', late: false, on },
};
const verified: Recorded = {
  type: 'objection.verified',
  data: { stage: 'notice', objection: 'o1', finding: 'dismissed', on },
};
const appealed: Recorded = {
  type: 'objection.appealed',
  data: { stage: 'notice', objection: 'o1', by: 'objector', on },
};
/** The first objection lies with the bureau (second instance), the second with the district (verification). */
const objectionsMoved: Recorded = {
  type: 'limit.redated',
  data: {
    calendar: '2',
    changes: [
      { limit: 'objection-o1/second-instance', from: dueAt, to: '2018-04-16T00:00:00+08:00' },
      { limit: 'objection-o2', from: dueAt, to: '2018-04-17T00:00:00+08:00' },
    ],
  },
};
const closed = (outcome: 'nursery-list' | 'not-recommended' | 'refused'): Recorded => ({
  type: 'application.closed',
  data: { outcome },
});
const opened: Recorded = { type: 'appeal.opened', data: { stage: 'district-review', against: 'refused', on } };

function meant(...events: Recorded[]) {
  const state = events.reduce<CaseState>(evolve, NO_CASE);
  const last = events.at(-1);
  return last ? noticesOf(procedure, state, last) : [];
}
const told = (...events: Recorded[]) =>
  meant(...events).map(({ kind, to }) => `${kind} -> ${'token' in to ? to.token : to.organisation}`);
const textOf = (...events: Recorded[]) =>
  meant(...events).map((notice) => wordingOf(notice, { caseId: '2018-000001', dueAt: null }).body);

test.each<[string, Recorded[], string[]]>([
  ['a severe record at submission', [...submitted, check('severe')], [`registers.obstacle -> ${applicant}`]],
  ['registers without an entry', [...submitted, check('none')], []],
  [
    'a suspension: the firm must act, the office must not',
    [...recommending, check('general', 'recommendation'), suspended],
    [`application.suspended -> ${applicant}`, `case.suspended -> ${district}`],
  ],
  [
    'a resumption',
    [...recommending, suspended, { type: 'application.resumed', data: { on, round: null } }],
    [`application.resumed -> ${applicant}`, `case.resumed -> ${district}`],
  ],
  [
    'a recommendation, without the rank',
    [...recommending, { type: 'application.recommended', data: { stage: 'recommendation', round, rank: 2, list: 1 } }],
    [`application.recommended -> ${applicant}`],
  ],
  [
    'what the recommendation says already',
    [...recommending, { type: 'application.passed', data: { stage: 'recommendation', by: null } }],
    [],
  ],
  ['a case that waits for the round', [...submitted, enters('gathering')], []],
  ['a case in the list that the leader decides upon as a whole', [...submitted, enters('proposal')], []],
  [
    'a case that is sent back',
    [
      ...submitted,
      enters('formal-check'),
      { type: 'application.sent-back', data: { stage: 'formal-check', to: 'recommendation' } },
    ],
    [`application.sent-back -> ${applicant}`, `case.sent-back -> ${district}`],
  ],
  [
    'a place on the list, before it is decided',
    [
      ...submitted,
      enters('ranking'),
      { type: 'application.ranked', data: { round, rank: 1, of: 3, result: 'within-quota' } },
    ],
    [],
  ],
  ['the surplus', [...submitted, closed('nursery-list')], [`application.nursery-list -> ${applicant}`]],
  [
    'a case left off the list of the district',
    [...recommending, closed('not-recommended')],
    [`application.not-recommended -> ${applicant}`],
  ],
  ['a public notice', onNotice.slice(0, -1), [`notice.published -> ${applicant}`]],
  [
    'an objection: the office that looks into it, and the firm',
    [...onNotice, lodged],
    [`objection.to-verify -> ${district}`, `objection.received -> ${applicant}`],
  ],
  ['what was found', [...onNotice, lodged, verified], [`objection.verified -> ${applicant}`]],
  [
    'the second instance',
    [...onNotice, lodged, verified, appealed],
    [`objection.to-decide -> ${bureau}`, `objection.appealed -> ${applicant}`],
  ],
  [
    'the end of an objection',
    [
      ...onNotice,
      lodged,
      verified,
      { type: 'objection.concluded', data: { stage: 'notice', objection: 'o1', upheld: false, bySilence: true } },
    ],
    [`objection.concluded -> ${applicant}`, `objection.concluded-office -> ${bureau}`],
  ],
  [
    'an end against which the firm may appeal',
    [...submitted, closed('refused'), opened],
    [`appeal.opened -> ${applicant}`],
  ],
  [
    'an appeal',
    [...submitted, closed('refused'), opened, { type: 'appeal.lodged', data: { on } }],
    [`appeal.to-decide -> ${bureau}`, `appeal.lodged -> ${applicant}`],
  ],
  [
    'a promise that was not kept',
    [
      ...submitted,
      { type: 'document.deferred', data: { document: 'audit', until: on } },
      { type: 'limit.lapsed', data: { limit: 'deferral/audit', dueAt, rule: 'closed' } },
    ],
    [`application.lapsed -> ${applicant}`],
  ],
  [
    'what colleagues do among themselves',
    [...recommending, { type: 'desk.urged', data: { stage: 'recommendation', on } }],
    [`desk.urged -> ${district}`],
  ],
  [
    'an extension that is asked for',
    [
      ...submitted,
      enters('district-review'),
      { type: 'limit.extension-asked', data: { limit: 'district-review#1', days: 3 } },
    ],
    [`extension.asked -> ${bureau}`],
  ],
  [
    'dates that have moved: each party once',
    [
      ...submitted,
      enters('district-review'),
      {
        type: 'limit.redated',
        data: { calendar: '2', changes: [{ limit: 'district-review#1', from: dueAt, to: dueAt }] },
      },
    ],
    [`dates.changed -> ${applicant}`, `dates.changed -> ${district}`],
  ],
  [
    'dates of two objections at two offices: each office is told of its own, and nobody twice',
    [
      ...onNotice,
      lodged,
      verified,
      appealed,
      { ...lodged, data: { ...lodged.data, objection: 'o2' } },
      objectionsMoved,
    ],
    [`dates.changed -> ${applicant}`, `dates.changed -> ${bureau}`, `dates.changed -> ${district}`],
  ],
  [
    'a title that is taken away',
    [
      ...submitted,
      { type: 'title.revoked', data: { certificateNumber: 'SW-1', ground: 'production-ceased', barredUntil: on, on } },
    ],
    [`title.revoked -> ${applicant}`],
  ],
])('%s', (_name, events, expected) => {
  expect(told(...events)).toEqual(expected);
});

test('after a recalculation each office reads the date that is its own', () => {
  const second: Recorded = { ...lodged, data: { ...lodged.data, objection: 'o2' } };
  const notices = meant(...onNotice, lodged, verified, appealed, second, objectionsMoved);
  expect(notices.map(({ dueAt: date }) => date)).toEqual([
    '2018-04-16T00:00:00+08:00',
    '2018-04-16T00:00:00+08:00',
    '2018-04-17T00:00:00+08:00',
  ]);
});

test('列入培育库: the applicant reads its score with two decimals, and its place (须写明分数与名次, sample data, ENT11)', () => {
  const judgement = { marks: [], trimmedMean: 76, plainMean: 75.8, spread: 4, passed: true };
  const ranked: Recorded = { type: 'application.ranked', data: { round, rank: 6, of: 9, result: 'nursery-list' } };
  const marked: Recorded = { type: 'panel.opened', data: { stage: 'expert-panel', ...judgement } };
  const [letter] = textOf(...submitted, marked, ranked, closed('nursery-list'));
  expect(letter?.zh).toContain(
    '已通过评审，专家评审得分 76.00 分，综合排序第 6 位（共 9 位），本轮次名额以外，列入培育库',
  );
  expect(letter?.en).toContain('has passed the review with a mark of 76.00 and ranks 6 of 9, but lies below the quota');
});

test('what a district recommends reaches the bureau as one message a day', () => {
  const [notice] = meant(...submitted, enters('formal-check'));
  expect(notice).toMatchObject({ kind: 'cases.arrived', occasion: `${round} formal-check ${on}` });
});

test('a suspension says whether the place in the round is lost', () => {
  const [lost] = textOf(...recommending, suspended);
  const kept = { type: 'application.suspended', data: { ground: 'credit', leftRound: false, on } } as const;
  const [stays] = textOf(...recommending, kept);
  expect(lost?.zh).toContain('转出本轮次');
  expect(stays?.zh).not.toContain('转出本轮次');
});

test('no notice names a person: neither a colleague nor who objects', () => {
  const colleague: Recorded[] = [
    ...recommending,
    { type: 'desk.transferred', data: { stage: 'recommendation', to: 'wang-wu', organisation: district } },
  ];
  const bodies = [textOf(...colleague), textOf(...onNotice, lodged)].flat();
  expect(bodies).not.toHaveLength(0);
  expect(JSON.stringify(bodies)).not.toMatch(/wang-wu|individual|o1/);
});

/** Facts that mean nothing to anybody who does not know already, or that another event of the same moment tells. */
const SILENT: ReadonlySet<EventType> = new Set<EventType>([
  'application.countersigned',
  'application.signed',
  'application.ranked',
  'panel.pool-frozen',
  'panel.invitation-accepted',
  'panel.invitation-declined',
  'panel.mark-submitted',
  'panel.minute-recorded',
  'appeal.expired',
  'escalation.notified',
]);

test.each(Object.keys(EVENT_TITLES) as EventType[])('%s is told, or silent on purpose', (type) => {
  expect(isTold(type)).toBe(!SILENT.has(type));
});

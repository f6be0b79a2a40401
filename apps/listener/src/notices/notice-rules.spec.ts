import { evolve, NO_CASE, type CaseState, type Recorded } from '@vermilion/domain';
import { procedureOf } from '../events/procedure-of.js';
import { noticesOf } from './notice-rules.js';
import { NOTICE_TEXTS } from './notice-texts.js';
import { wordingOf } from './wording.js';

const procedure = procedureOf('smart-workshop', 1);
const applicant = 'enterprise:91410100TEST00001X';
const content = { draftVersion: 1, form: {}, documents: [], contentHash: '', figures: {}, on: '2018-03-01' };
const submitted: Recorded[] = [
  {
    type: 'application.opened',
    data: {
      procedure: procedure.id,
      version: 1,
      applicant,
      district: '410122',
      round: null,
      origin: null,
      on: '2018-03-01',
    },
  },
  { type: 'application.submitted', data: { ...content, round: null } },
  { type: 'stage.entered', data: { stage: 'acceptance', visit: 1, on: '2018-03-01' } },
];
const reviewed: Recorded[] = [
  ...submitted,
  { type: 'stage.entered', data: { stage: 'district-review', visit: 1, on: '2018-03-01' } },
];
const seats = [1, 2].map((seat) => ({ seat, category: 'technical' as const, token: `token-${seat}` }));
const drawn: Recorded[] = [
  ...reviewed,
  { type: 'stage.entered', data: { stage: 'expert-panel', visit: 1, on: '2018-03-05' } },
  {
    type: 'panel.pool-frozen',
    data: { stage: 'expert-panel', candidates: [], excluded: {}, poolHash: 'abcdef0123', conflictHash: 'abcdef0123' },
  },
  {
    type: 'panel.drawn',
    data: {
      stage: 'expert-panel',
      seed: '',
      poolHash: 'abcdef0123',
      redraws: 0,
      seats,
      alternates: [],
      on: '2018-03-05',
    },
  },
];

const opened: Recorded = {
  type: 'panel.opened',
  data: {
    stage: 'expert-panel',
    marks: [{ seat: 1, total: 80, items: {} }],
    trimmedMean: 80,
    plainMean: 80,
    spread: 31,
    passed: true,
  },
};

/** What the last of the events means: kind and addressee. */
function notices(...events: Recorded[]): string[] {
  const state = events.reduce<CaseState>(evolve, NO_CASE);
  const last = events.at(-1);
  if (!last) return [];
  return noticesOf(procedure, state, last).map(
    ({ kind, to }) => `${kind} -> ${'token' in to ? to.token : to.organisation}`,
  );
}

const dueAt = '2018-03-15T00:00:00+08:00';

test.each<[string, Recorded[], string[]]>([
  ['a submission', submitted.slice(0, 2), [`application.submitted -> ${applicant}`]],
  ['a case at the first office', submitted, ['case.arrived -> district:410122/industry']],
  [
    'acceptance by silence',
    [...submitted, { type: 'application.accepted', data: { stage: 'acceptance', bySilence: true } }],
    [`application.accepted-by-silence -> ${applicant}`],
  ],
  [
    'the wait for the second office',
    [...reviewed, { type: 'application.endorsed', data: { stage: 'district-review' } }],
    ['case.countersign -> district:410122/finance'],
  ],
  [
    'a correction',
    [...reviewed, { type: 'application.corrected', data: { ...content, changed: [] } }],
    ['case.corrected -> district:410122/industry'],
  ],
  ['a draw', drawn, ['panel.invited -> token-1', 'panel.invited -> token-2']],
  ['an expert review that begins', drawn.slice(0, 5), [`panel.begun -> ${applicant}`]],
  [
    'a seat that is filled anew',
    [
      ...drawn,
      { type: 'panel.seat-replaced', data: { seat: 2, category: 'technical', token: 'token-9', on: '2018-03-06' } },
    ],
    ['panel.invited -> token-9'],
  ],
  [
    'an invitation without an answer',
    [
      ...drawn,
      { type: 'limit.lapsed', data: { limit: 'expert-panel#1/pool-abcdef01/seat-2.1', dueAt, rule: 'declined' } },
    ],
    ['panel.invitation-lapsed -> token-2'],
  ],
  [
    'a dissolved panel: whoever had been invited and had not declined',
    [...drawn, { type: 'panel.dissolved', data: { stage: 'expert-panel', released: ['token-1'] } }],
    ['panel.dissolved -> token-1'],
  ],
  [
    'void marks: the expert who gave them, and nobody else',
    [...drawn, { type: 'panel.mark-voided', data: { seat: 2, reason: 'conflict-discovered' } }],
    ['panel.mark-voided -> token-2'],
  ],
  [
    'an opening by quorum: the seat whose marks are no longer needed',
    [...drawn, opened],
    ['panel.closed-without -> token-2'],
  ],
  [
    'a large spread: the chair',
    [...drawn, opened, { type: 'panel.minute-awaited', data: { stage: 'expert-panel', spread: 31 } }],
    ['panel.minute-awaited -> token-1'],
  ],
  [
    'a reminder goes to the holder: the office',
    [...reviewed, { type: 'limit.reminded', data: { limit: 'district-review#1', dueAt } }],
    ['limit.reminded -> district:410122/industry'],
  ],
  [
    'a reminder goes to the holder: the seats that owe an answer',
    [...drawn, { type: 'limit.reminded', data: { limit: 'expert-panel#1', dueAt } }],
    ['limit.reminded -> token-1', 'limit.reminded -> token-2'],
  ],
  [
    'a limit that has passed is told to the applicant and to the holder',
    [...reviewed, { type: 'limit.lapsed', data: { limit: 'district-review#1', dueAt, rule: 'overdue' } }],
    [`application.overdue -> ${applicant}`, 'limit.overdue -> district:410122/industry'],
  ],
  [
    'an end by lapse, with what was not done in time',
    [...reviewed, { type: 'limit.lapsed', data: { limit: 'district-review#1', dueAt, rule: 'closed' } }],
    [`application.lapsed -> ${applicant}`],
  ],
  ['an end that was told before', [...reviewed, { type: 'application.closed', data: { outcome: 'refused' } }], []],
  [
    'an escalation, which tells by itself',
    [
      ...reviewed,
      { type: 'escalation.notified', data: { limit: 'district-review#1', rung: 'lead', recipients: [], dueAt } },
    ],
    [],
  ],
])('%s', (_name, events, expected) => {
  expect(notices(...events)).toEqual(expected);
});

test('a text names the last day of a limit as people do, and leaves out what is not known', () => {
  const notice = {
    to: { organisation: applicant },
    kind: 'application.returned' as const,
    words: { stage: { zh: '县区初审', en: 'District review' }, count: 2 },
  };
  const known = wordingOf(notice, { caseId: '2018-000001', dueAt });
  expect(known.body.zh).toContain('请于 2018年3月14日24时 前补正');
  expect(known.body.en).toContain('at “District review” with 2 defects');
  expect(known.body.en).toContain('before the end of 2018-03-14');
  const unknown = wordingOf(notice, { caseId: '2018-000001', dueAt: null });
  expect(unknown.body.zh).toBe(
    '您的申报 2018-000001 在“县区初审”环节被退回补正，共 2 处，已一次性告知。每一处的问题和改法见申报详情。',
  );
});

test('both languages of every text speak of the same things', () => {
  const words = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();
  for (const { body } of Object.values(NOTICE_TEXTS)) expect(words(body.en)).toEqual(words(body.zh));
});

import { loadProcedures } from '@vermilion/catalogue';
import { checkProcedure, obstacleOf, registerResultOn, SYSTEM, thingKey, type Procedure } from '@vermilion/domain';
import type { CreditRecord, HeldTitle, RegisterEntries, RegisterResult } from '@vermilion/domain';
import { OnNotice, people, roundProcedure } from '../support/on-notice.js';
import { reviewProcedure } from '../support/review-walk.js';

const TODAY = '2018-03-01';
const entry = (change: Partial<CreditRecord> = {}): CreditRecord => ({
  record: 'XY-1',
  grade: 'general',
  source: '信用中国（虚构）',
  asOf: '2018-02-28',
  from: '2017-11-20',
  until: '2018-11-19',
  repairedOn: null,
  ...change,
});
const held: HeldTitle = {
  certificateNumber: 'SW-2017-003',
  awardedOn: '2017-12-20',
  validUntil: '2020-12-19',
  revokedOn: null,
  underReview: false,
};
const register = { source: '信用信息登记簿', asOf: '2018-02-28' };

function ask(entries: Partial<RegisterEntries>, on = TODAY, except: string | null = null): RegisterResult {
  return registerResultOn({ records: [], titles: [], bars: [], register, ...entries }, on, except);
}
const obstacle = (entries: Partial<RegisterEntries>, waived: string | null = null, on = TODAY) =>
  obstacleOf(roundProcedure, ask(entries, on), waived);

describe('信用核查 (research on credit checks §1.9): three grades, each with its own effect', () => {
  it('a severe record vetoes, a general one blocks, a minor one is a note, and none says as of when', () => {
    expect(obstacle({ records: [entry({ grade: 'severe', until: null })] })).toBe('credit-veto');
    expect(obstacle({ records: [entry()] })).toBe('credit-blocked');
    expect(obstacle({ records: [entry({ grade: 'minor' })] })).toBeNull();
    expect(ask({ records: [entry({ grade: 'minor' })] }).credit).toMatchObject({ grade: 'minor', record: 'XY-1' });
    expect(ask({}).credit).toEqual({
      grade: 'none',
      record: null,
      source: '信用信息登记簿',
      until: null,
      asOf: '2018-02-28',
    });
  });

  it('the answer carries its source, its last day and the day as of which the source was asked', () => {
    expect(ask({ records: [entry()] }).credit).toEqual({
      grade: 'general',
      record: 'XY-1',
      source: '信用中国（虚构）',
      until: '2018-11-19',
      asOf: '2018-02-28',
    });
  });

  it.each([
    ['on its first day', entry(), '2017-11-20', 'general'],
    ['not on the day before', entry(), '2017-11-19', 'none'],
    ['on its last day', entry(), '2018-11-19', 'general'],
    ['not on the day after', entry(), '2018-11-20', 'none'],
    ['without end, when it has none', entry({ until: null }), '2030-01-01', 'general'],
    ['on the day before the repair', entry({ repairedOn: '2018-05-02' }), '2018-05-01', 'general'],
    ['not from the repair on', entry({ repairedOn: '2018-05-02' }), '2018-05-02', 'none'],
  ] as const)('a record counts %s', (_when, record, on, grade) =>
    expect(ask({ records: [record] }, on).credit.grade).toBe(grade),
  );

  it('the gravest grade decides, and every entry of it is named, the one without end as without end', () => {
    const records = [entry({ record: 'XY-2', until: null }), entry(), entry({ record: 'XY-0', grade: 'minor' })];
    expect(ask({ records }).credit).toMatchObject({ grade: 'general', record: 'XY-1, XY-2', until: null });
  });

  it('a waiver covers exactly what was there: a later record blocks again, a repaired one does not undo it', () => {
    const both = [entry(), entry({ record: 'XY-2' })];
    expect(obstacle({ records: [entry()] }, 'XY-1')).toBeNull();
    expect(obstacle({ records: both }, 'XY-1')).toBe('credit-blocked');
    expect(obstacle({ records: both }, 'XY-1, XY-2')).toBeNull();
    expect(obstacle({ records: [entry({ record: 'XY-2' })] }, 'XY-1, XY-2')).toBeNull();
    expect(obstacle({ records: [entry({ grade: 'severe' })] }, 'XY-1')).toBe('credit-veto');
  });
});

describe('重复认定 (research on duplicate declarations §1.7): the same thing is titled once', () => {
  it('a title that is valid, or under review past its end, stands in the way; an ended or revoked one does not', () => {
    expect(obstacle({ titles: [held] })).toBe('title-already-held');
    expect(obstacle({ titles: [held] }, null, '2020-12-20')).toBeNull();
    expect(obstacle({ titles: [{ ...held, underReview: true }] }, null, '2020-12-20')).toBe('title-already-held');
    expect(obstacle({ titles: [{ ...held, revokedOn: TODAY }] })).toBeNull();
    expect(obstacle({ titles: [{ ...held, revokedOn: '2018-03-02' }] })).toBe('title-already-held');
  });

  it('the title that is examined again does not stand in its own way', () =>
    expect(ask({ titles: [held] }, TODAY, 'SW-2017-003').title).toBeNull());

  it('names are the same whatever their width and blanks', () => {
    expect(thingKey(' 固体制剂　智能 车间（Ａ） ')).toBe(thingKey('固体制剂智能车间(a)'));
    expect(thingKey('固体制剂智能车间')).not.toBe(thingKey('液体制剂智能车间'));
  });
});

it('禁止申报期: a firm is barred from the first to the last day of it', () => {
  const bars = [{ from: '2018-03-01', until: '2020-02-29' }];
  expect(obstacle({ bars }, null, '2018-02-28')).toBeNull();
  expect(obstacle({ bars }, null, '2018-03-01')).toBe('barred');
  expect(obstacle({ bars }, null, '2020-02-29')).toBe('barred');
  expect(obstacle({ bars }, null, '2020-03-01')).toBeNull();
});

describe('信用修复 and 豁免 of a suspended case', () => {
  const suspended = (records: readonly CreditRecord[]) => {
    const walk = OnNotice.at('recommendation', 'frozen', [
      { type: 'application.suspended', data: { ground: 'credit', leftRound: true, on: TODAY } },
    ]);
    walk.check = ask({ records });
    return walk;
  };

  it('the register shows the repair: the case goes on at the district, and waits for the next round', () => {
    const walk = suspended([]);
    expect(walk.give({ type: 'resume' }, SYSTEM)).toBeNull();
    expect(walk.state).toMatchObject({ suspension: null, stage: 'recommendation', round: null });
  });

  it('it does not: nothing goes on, and the answer names the source and the last day', () => {
    const walk = suspended([entry()]);
    expect(walk.give({ type: 'resume' }, SYSTEM)).toMatchObject({
      code: 'credit-not-repaired',
      params: { until: '2018-11-19', source: '信用中国（虚构）' },
    });
    expect(walk.give({ type: 'resume' }, people.officer)?.code).toBe('not-permitted');
  });

  it('meanwhile it has become severe: the case is refused, with that ground', () => {
    const walk = suspended([entry({ grade: 'severe' })]);
    walk.must({ type: 'resume' }, SYSTEM);
    expect(walk.events.map(({ type }) => type)).toContain('application.refused');
    expect(walk.state.outcome).toBe('refused');
  });

  it('a leader waives it with a reason: the case goes on, and the waiver names the record', () => {
    const walk = suspended([entry()]);
    expect(walk.give({ type: 'waive-credit', opinion: ' ' }, people.leader)?.code).toBe('opinion-missing');
    expect(walk.give({ type: 'waive-credit', opinion: '已整改' }, people.officer)?.code).toBe('not-permitted');
    walk.must({ type: 'waive-credit', opinion: '已整改，处罚轻微' }, people.leader);
    expect(walk.state).toMatchObject({ suspension: null, waived: 'XY-1' });
    expect(walk.give({ type: 'waive-credit', opinion: '再次' }, people.leader)?.code).toBe('nothing-to-waive');
  });

  it('nobody repairs it within a year: the suspension ends the case', () => {
    const walk = suspended([entry()]);
    walk.moveTo('2019-03-02T00:00:00+08:00');
    expect(walk.state.outcome).toBe('lapsed');
  });
});

describe('A procedure that examines titles again is refused at load unless its parts fit', () => {
  const known = { bureaus: ['miit'], obligations: ['smart-t2'] };
  const faultsOf = (change: (draft: { -readonly [K in keyof Procedure]: Procedure[K] }) => void) => {
    const draft = structuredClone(reviewProcedure);
    change(draft);
    return checkProcedure(draft, known);
  };
  type Loose = { [key: string]: unknown; stages: { [key: string]: unknown }[] };
  const stage = (draft: unknown, id: string) =>
    (draft as Loose).stages.find((candidate) => candidate['id'] === id) as { [key: string]: unknown };

  it('both procedures of the catalogue fit', () => {
    for (const procedure of loadProcedures().values()) expect(checkProcedure(procedure, known)).toEqual([]);
  });

  it.each<[string, (draft: unknown) => void, string]>([
    [
      'a ground without its bar',
      (draft) => (stage(draft, 'revocation')['revokes'] = { barYears: { 'not-attended': 2 } }),
      'stage revocation: no bar for production-ceased',
    ],
    [
      'a bar for a ground that never leads there',
      (draft) =>
        Object.assign((stage(draft, 'revocation')['revokes'] as { barYears: object }).barYears, { schedule: 1 }),
      'stage revocation: schedule never leads here',
    ],
    [
      'an award that would give a second title',
      (draft) => delete stage(draft, 'award')['renews'],
      're-examination: an award must renew the title that is examined again',
    ],
    [
      'a firm that could end it by silence',
      (draft) =>
        Object.assign((draft as { reexamines: { declaration: object } }).reexamines.declaration, { onLapse: 'closed' }),
      're-examination: a declaration that does not come must pass the case on',
    ],
    [
      'a rectification without a finding',
      (draft) => delete (stage(draft, 'verification')['correction'] as { [key: string]: unknown })['unanswered'],
      'stage verification: an unanswered correction needs its ground',
    ],
    [
      'a refusal that leads nowhere',
      (draft) => (stage(draft, 'verification')['onRefusal'] = 'nowhere'),
      'stage verification leads to nowhere, which does not exist',
    ],
  ])('%s', (_what, change, fault) => expect(faultsOf(change)).toContain(fault));

  it('a revocation in a procedure that examines nothing again', () => {
    const faults = faultsOf((draft) => delete (draft as { reexamines?: unknown }).reexamines);
    expect(faults).toContain('re-examination: stage revocation takes a title away, but none is examined again');
  });
});

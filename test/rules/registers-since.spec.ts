import { SYSTEM, type Facts, type Procedure, type RegisterResult } from '@vermilion/domain';
import { CLEAN } from '../support/memory-rounds.js';
import { roundProcedure } from '../support/on-notice.js';
import { caseOf, forwardCase, opened, record } from '../support/round-people.js';
import { leader } from '../support/small-people.js';
import { colleague, smartWorkshop, Walk } from '../support/walk.js';

const [general, severe] = [record('general'), record('severe')];
const titled: RegisterResult = { ...CLEAN, title: 'SW-2017-003' };
const barred: RegisterResult = { ...CLEAN, barredUntil: '2020-02-29' };
const VETOES = [
  ['a severe record', severe, 'credit-veto', 'severe-credit-record'],
  ['a title of the same workshop', titled, 'title-already-held', 'title-already-held'],
  ['a bar', barred, 'barred', 'barred'],
] as const;

/** The limit of the acceptance (5 working days from 2018-03-01) has passed. */
const SILENCE = '2018-03-09T00:00:00+08:00';

/** A procedure without rounds whose door knows what the registers forbid. */
const askingProcedure = {
  ...smartWorkshop,
  credit: roundProcedure.credit,
  stages: [...roundProcedure.stages.slice(0, 1), ...smartWorkshop.stages.slice(1)],
} as Procedure;

/** A case that the registers are asked about, each time it is decided. */
class Asked extends Walk {
  check: RegisterResult | null = CLEAN;

  constructor() {
    super('ENT01', askingProcedure);
  }

  override facts(...asked: Parameters<Walk['facts']>): Facts {
    return { ...super.facts(...asked), check: this.check };
  }

  /** The events since the submission. */
  since() {
    const from = this.events.findIndex(({ type }) => type === 'stage.entered') + 1;
    return this.events.slice(from).map(({ type, data }) => [type, data]);
  }
}

/** Submitted when the registers said the first; now they say the second. */
function submitted(before: RegisterResult, now: RegisterResult): Asked {
  const walk = new Asked();
  walk.check = before;
  walk.submitted();
  walk.check = now;
  return walk;
}

const checked = (check: RegisterResult) => [
  'application.checked',
  expect.objectContaining({ moment: 'acceptance', ...check }) as object,
];

describe('受理时再核查 acceptance is judged by what the registers say on its day (docs/sources.md)', () => {
  it.each(VETOES)('%s, entered since: the office cannot accept, and is told why', (_what, check, code) => {
    const walk = submitted(CLEAN, check);
    const refusal = walk.give({ type: 'accept' }, walk.industry);
    const { credit, title, barredUntil } = check;
    expect(refusal).toMatchObject({ code, clause: 'credit' });
    expect(refusal?.params).toEqual({
      source: credit.source,
      until: credit.until ?? '',
      title: title ?? '',
      barredUntil: barredUntil ?? '',
    });
    expect(walk.since()).toEqual([]);
  });

  it.each(VETOES)(
    '%s, entered since: the office refuses, and the case holds what it rests on',
    (_what, check, _c, ground) => {
      const walk = submitted(CLEAN, check);
      walk.must({ type: 'refuse', ground, opinion: '核查不符合受理条件' }, walk.industry);
      expect(walk.since()).toEqual([
        checked(check),
        ['application.refused', { stage: 'acceptance', ground }],
        ['application.closed', { outcome: 'not-accepted' }],
      ]);
      expect(walk.state.check).toMatchObject(check);
    },
  );

  it.each(VETOES)(
    '%s, entered since: silence does not accept either, it closes as 不予受理',
    (_what, check, _code, ground) => {
      const walk = submitted(CLEAN, check).moveTo(SILENCE);
      expect(walk.since().slice(1)).toEqual([
        checked(check),
        ['application.refused', { stage: 'acceptance', ground }],
        ['application.closed', { outcome: 'not-accepted' }],
      ]);
    },
  );

  it.each(VETOES)('%s, put right since: the office accepts, on what the registers say now', (_what, check) => {
    const walk = submitted(check, CLEAN).must({ type: 'accept' }, new Walk('ENT01').industry);
    expect(walk.since().slice(0, 2)).toEqual([
      checked(CLEAN),
      ['application.accepted', { stage: 'acceptance', bySilence: false }],
    ]);
    expect(walk.state).toMatchObject({ stage: 'district-review', check: { moment: 'acceptance' } });
  });

  it.each(VETOES)('%s, put right since: silence accepts, too', (_what, check) => {
    const walk = submitted(check, CLEAN).moveTo(SILENCE);
    expect(walk.since().slice(1, 3)).toEqual([
      checked(CLEAN),
      ['application.accepted', { stage: 'acceptance', bySilence: true }],
    ]);
  });

  it('a general record, which can be repaired until the recommendation, keeps nobody out; it is recorded', () => {
    for (const walk of [submitted(CLEAN, general), submitted(general, general)]) {
      walk.must({ type: 'accept' }, walk.industry);
      expect(walk.state).toMatchObject({ stage: 'district-review', check: { moment: 'acceptance', ...general } });
    }
    expect(submitted(CLEAN, general).moveTo(SILENCE).state).toMatchObject({ stage: 'district-review', check: general });
  });

  it('who only looks, without asking the registers, sees what they said last', () => {
    const walk = submitted(severe, CLEAN);
    walk.check = null;
    expect(walk.give({ type: 'accept' }, walk.industry)?.code).toBe('credit-veto');
  });

  it('a colleague signs after it (后加签) and a veto has come meanwhile: no consent makes it an acceptance; disagreement frees the office', () => {
    const walk = submitted(CLEAN, CLEAN);
    const second = colleague(walk.industry, 2);
    walk.must({ type: 'add-signer', signer: second.person, position: 'after', opinion: '请复核' }, walk.industry);
    walk.check = severe;
    expect(walk.give({ type: 'accept' }, walk.industry)?.code).toBe('credit-veto');
    walk.check = CLEAN;
    walk.must({ type: 'accept' }, walk.industry);
    walk.check = severe;
    expect(walk.give({ type: 'give-opinion', agree: true, opinion: '' }, second)?.code).toBe('credit-veto');
    const remove = { type: 'remove-signer', signer: second.person, opinion: '' } as const;
    expect(walk.give(remove, walk.industry)?.code).toBe('credit-veto');
    walk.must({ type: 'give-opinion', agree: false, opinion: '已列入严重失信' }, second);
    walk.must({ type: 'refuse', ground: 'severe-credit-record', opinion: '严重失信' }, walk.industry);
    expect(walk.state.outcome).toBe('not-accepted');
  });
});

describe('候选冻结时 a case that waits for its recommendation when the candidates are frozen', () => {
  const [CASE] = [1].map(caseOf) as [string];

  /** Reviewed by the district, not recommended; what the registers say at the cut-off. @returns what happened to it then. */
  function frozen(check: RegisterResult, waived = false) {
    const life = opened([1]);
    while (life.stateOf(CASE).stage !== 'recommendation') expect(forwardCase(life, CASE)).toBe(true);
    life.checks.set(CASE, check);
    if (waived) life.give(CASE, { type: 'waive-credit', opinion: '已约谈' }, leader);
    const before = life.eventsOf(CASE).length;
    while (life.round.phase !== 'frozen') life.pass();
    life.give(CASE, { type: 'follow-round' }, SYSTEM);
    const events = life.eventsOf(CASE).slice(before);
    return { state: life.stateOf(CASE), events: events.map(({ type, data }) => [type, data]) };
  }

  it.each(VETOES)('%s: it is refused with that ground, and holds what it rests on', (_what, check, _code, ground) => {
    const { state, events } = frozen(check);
    expect(events).toEqual([
      ['application.checked', expect.objectContaining({ moment: 'recommendation', ...check })],
      ['application.refused', { stage: 'recommendation', ground }],
      ['application.closed', { outcome: 'refused' }],
    ]);
    expect(state.check).toMatchObject(check);
  });

  it('a general record: it waits for the repair, outside the round', () => {
    const { state, events } = frozen(general);
    expect(events.map(([type]) => type)).toEqual(['application.checked', 'application.suspended']);
    expect(state).toMatchObject({ phase: 'running', round: null, suspension: { ground: 'credit' }, check: general });
  });

  it('nothing, or a record that a leader has waived: it was not recommended', () => {
    expect(frozen(CLEAN).events).toEqual([['application.closed', { outcome: 'not-recommended' }]]);
    expect(frozen(general, true).events).toEqual([['application.closed', { outcome: 'not-recommended' }]]);
  });
});

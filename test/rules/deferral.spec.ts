import { tasksOf } from '@vermilion/domain';
import { ContractWalk, creditOf } from '../support/contract-walk.js';
import { smartWorkshop } from '../support/walk.js';

/** Thursday 1 March 2018; ten working days end on 15 March. */
const LAST = '2018-03-15';
const promise = (document: string, until = LAST) => ({ document, until });

function opened(procedure?: typeof smartWorkshop): ContractWalk {
  const walk = new ContractWalk('ENT02', procedure);
  return walk.must({ type: 'open', procedure: walk.procedure.id, version: walk.procedure.version }, walk.approver);
}

function promised(until = LAST): ContractWalk {
  const walk = opened().without('photos');
  walk.must({ type: 'submit', draftVersion: 1, promises: [promise('photos', until)] }, walk.approver);
  return walk;
}

const refusalOf = (walk: ContractWalk, ...promises: ReturnType<typeof promise>[]) =>
  walk.give({ type: 'submit', draftVersion: 1, promises }, walk.approver);

describe('容缺受理: a secondary document against a dated promise', () => {
  it('without a promise a missing document is a fault; with one the application is received', () => {
    const walk = opened().without('photos');
    expect(walk.give({ type: 'submit', draftVersion: 1 }, walk.approver)?.code).toBe('documents-invalid');
    expect(promised().state).toMatchObject({ stage: 'acceptance', deferred: [{ document: 'photos', until: LAST }] });
  });

  it('only for documents that are required and of secondary importance, and that are not there', () => {
    const walk = opened().without('audit-report');
    expect(refusalOf(walk, promise('audit-report'))?.problems).toMatchObject([
      { at: 'promises[0].document', code: 'not-deferrable' },
    ]);
    expect(refusalOf(opened(), promise('photos'))?.problems).toMatchObject([{ code: 'promised-though-attached' }]);
    expect(refusalOf(opened().without('photos'), promise('photos'), promise('photos'))?.problems).toMatchObject([
      { at: 'promises[1].document', code: 'promised-twice' },
    ]);
  });

  it('by a day within the working days of the procedure, not one later', () => {
    expect(refusalOf(opened().without('photos'), promise('photos', LAST))).toBeNull();
    expect(refusalOf(opened().without('photos'), promise('photos', '2018-03-16'))).toMatchObject({
      code: 'deferral-not-allowed',
      problems: [{ at: 'promises[0].until', code: 'promise-too-late', params: { last: LAST } }],
    });
    expect(refusalOf(opened().without('photos'), promise('photos', '2018-02-28'))?.code).toBe('deferral-not-allowed');
  });

  it.each(['general', 'severe'] as const)('not for a firm with an unrepaired %s credit record', (grade) => {
    const walk = opened().without('photos');
    walk.extra = { check: creditOf(grade) };
    expect(refusalOf(walk, promise('photos'))?.problems).toMatchObject([{ code: 'promise-not-trusted' }]);
    walk.extra = { check: creditOf('minor') };
    expect(refusalOf(walk, promise('photos'))).toBeNull();
  });

  it('not where the procedure knows no deferral', () => {
    const walk = opened(smartWorkshop).without('photos');
    expect(refusalOf(walk, promise('photos'))?.code).toBe('deferral-not-allowed');
  });

  it('the firm supplies it in time: the promise is kept, and nothing reminds or lapses any more', () => {
    const walk = promised().must({ type: 'accept' }, new ContractWalk().industry);
    expect(tasksOf(walk.procedure, walk.state).map(({ kind }) => kind)).toEqual(['review', 'supply']);
    expect(walk.give({ type: 'supply', draftVersion: 1 }, walk.approver)?.problems).toMatchObject([
      { at: 'document:photos', code: 'missing' },
    ]);
    walk.renewed('photos', 'late').must({ type: 'supply', draftVersion: 2 }, walk.approver);
    expect(walk.state.deferred).toEqual([]);
    expect(walk.state.documents.map(({ type }) => type)).toContain('photos');
    expect(walk.due().filter(({ limit }) => limit.startsWith('deferral/'))).toEqual([]);
    expect(walk.give({ type: 'supply', draftVersion: 2 }, walk.approver)?.code).toBe('not-now');
  });

  it('nothing but the promised document may change on that way', () => {
    const walk = promised().renewed('photos', 'late').renewed('audit-report', 'other');
    expect(walk.give({ type: 'supply', draftVersion: walk.draft.version }, walk.approver)).toMatchObject({
      code: 'supply-too-wide',
      problems: [{ at: 'document:audit-report', code: 'changed-beside' }],
    });
  });

  it('nobody supplies it: the firm is reminded on the working day before, and the application has lapsed at 24时 of the promised day', () => {
    const walk = promised().must({ type: 'accept' }, new ContractWalk().industry);
    walk.moveTo('2018-03-14T09:00:00+08:00');
    expect(walk.events.at(-1)).toMatchObject({ type: 'limit.reminded', data: { limit: 'deferral/photos' } });
    walk.now = '2018-03-15T23:59:59+08:00';
    expect(walk.give({ type: 'fire', deadline: 'deferral/photos:lapse' }, { kind: 'clock' })?.code).toBe('not-yet-due');
    walk.moveTo('2018-03-16T00:00:00+08:00');
    expect(walk.state).toMatchObject({ phase: 'closed', outcome: 'lapsed' });
  });

  it('the district may work on the case meanwhile, but passes it to nobody outside the reviews', () => {
    const walk = promised().must({ type: 'accept' }, new ContractWalk().industry);
    expect(walk.give({ type: 'pass', opinion: '属实' }, walk.industry)).toMatchObject({
      code: 'documents-outstanding',
      params: { documents: 'photos' },
    });
    expect(walk.steps(walk.industry)).toEqual(expect.arrayContaining(['return', 'refuse', 'ask-extension']));
    expect(walk.steps(walk.industry)).not.toContain('pass');
    walk.renewed('photos', 'late').must({ type: 'supply', draftVersion: 2 }, walk.approver);
    expect(walk.steps(walk.industry)).toContain('pass');
  });

  it('a correction may bring the promised document, too; while it runs, the promise runs on', () => {
    const walk = promised().must({ type: 'accept' }, new ContractWalk().industry);
    const defects = [{ target: 'document:commitment', what: '缺公章', why: '通知第三条', how: '加盖公章' }];
    walk.must({ type: 'return', defects }, walk.industry);
    expect(walk.due().map(({ limit }) => limit)).toContain('deferral/photos');
    expect(walk.steps(walk.approver)).toEqual(expect.arrayContaining(['correct', 'withdraw', 'supply']));
    walk.renewed('commitment', 'second').renewed('photos', 'late');
    walk.must({ type: 'correct', draftVersion: walk.draft.version }, walk.approver);
    expect(walk.state.deferred).toEqual([]);
    expect(walk.events.at(-1)?.type).toBe('document.supplied');
  });

  const defectOf = (target: string) => ({ target, what: '缺公章', why: '通知第三条', how: '加盖公章' });
  const returnFor = (target: string) => ({ type: 'return' as const, defects: [defectOf(target)] });
  const bring = (walk: ContractWalk, type: 'supply' | 'correct', document: string) => {
    walk.renewed(document, type);
    return walk.must({ type, draftVersion: walk.draft.version }, walk.approver);
  };

  it('what came while a correction ran is new to the office: the second return may concern it (domain.md §1.7)', () => {
    const walk = promised().must({ type: 'accept' }, new ContractWalk().industry);
    walk.must(returnFor('document:commitment'), walk.industry);
    bring(bring(walk, 'supply', 'photos'), 'correct', 'commitment');
    expect(walk.would(returnFor('document:photos'), walk.industry)).toBe(true);
    expect(walk.would(returnFor('document:commitment'), walk.industry)).toBe(true);
    expect(walk.give(returnFor('document:audit-report'), walk.industry)?.code).toBe('return-too-wide');
  });

  it('what came after the correction is as new', () => {
    const walk = promised().must({ type: 'accept' }, new ContractWalk().industry);
    bring(walk.must(returnFor('document:commitment'), walk.industry), 'correct', 'commitment');
    expect(walk.give(returnFor('document:photos'), walk.industry)?.code).toBe('return-too-wide');
    bring(walk, 'supply', 'photos');
    expect(walk.would(returnFor('document:photos'), walk.industry)).toBe(true);
  });

  it('what came before the first return, that return could have named: the second may not', () => {
    const walk = bring(promised().must({ type: 'accept' }, new ContractWalk().industry), 'supply', 'photos');
    expect(walk.would(returnFor('document:photos'), walk.industry)).toBe(true);
    bring(walk.must(returnFor('document:commitment'), walk.industry), 'correct', 'commitment');
    expect(walk.give(returnFor('document:photos'), walk.industry)?.code).toBe('return-too-wide');
  });
});

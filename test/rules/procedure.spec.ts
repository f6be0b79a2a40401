import { bureaus, obligations } from '@vermilion/catalogue';
import type { Procedure } from '@vermilion/domain';
import { checkProcedure, diagram } from '@vermilion/domain';
import { smartWorkshop } from '../support/walk.js';

const known = {
  bureaus: bureaus().map((bureau) => bureau.id),
  obligations: obligations().map((obligation) => obligation.id),
};

/** The procedure with one stage changed. */
function changed(id: string, change: object): Procedure {
  return {
    ...smartWorkshop,
    stages: smartWorkshop.stages.map((stage) => (stage.id === id ? { ...stage, ...change } : stage)),
  };
}

const limit = smartWorkshop.stages[0]?.limit;

describe('a procedure is refused at load unless it can run', () => {
  it('智能车间认定, version 1, can', () => {
    expect(checkProcedure(smartWorkshop, known)).toEqual([]);
  });

  it.each([
    [
      'a stage that cannot be reached',
      changed('acceptance', { next: 'expert-panel' }),
      /district-review cannot be reached/,
    ],
    ['a stage that cannot be left', changed('expert-panel', { next: 'expert-panel' }), /cannot be left/],
    ['a stage that leads nowhere', changed('acceptance', { next: 'moon' }), /leads to moon/],
    [
      'a bureau that does not exist',
      changed('sign-off', { office: { body: 'bureau', bureau: 'moon', role: 'leader' } }),
      /bureau moon does not exist/,
    ],
    [
      'a lapse rule that does not fit',
      changed('sign-off', { limit: { ...limit, onLapse: 'accepted-by-silence' } }),
      /does not fit/,
    ],
    ['a limit of no days', changed('acceptance', { limit: { ...limit, amount: 0 } }), /at least one day/],
    ['an obligation that does not exist', { ...smartWorkshop, obligation: 'moon-t1' }, /obligation moon-t1/],
    [
      'a gate on a field that does not exist',
      { ...smartWorkshop, gates: smartWorkshop.gates.map((gate) => ({ ...gate, declaredAt: 'moon.rate' })) },
      /moon.rate/,
    ],
    ['overdue without a ladder', { ...smartWorkshop, ladder: [] }, /no ladder/],
    ['a withdrawal bound to no stage', { ...smartWorkshop, withdrawUntil: 'moon' }, /withdrawUntil/],
  ])('%s', (_what, procedure, fault) => {
    expect(checkProcedure(procedure, known).join('\n')).toMatch(fault);
  });

  it('weights that do not add up to 100', () => {
    const panel = smartWorkshop.stages.find((stage) => stage.kind === 'panel');
    if (panel?.kind !== 'panel') throw new Error('no panel');
    const items = panel.rubric.items.map((item, index) => (index === 0 ? { ...item, weight: item.weight + 1 } : item));
    expect(checkProcedure(changed(panel.id, { rubric: { ...panel.rubric, items } }), known).join()).toMatch(
      /weights add up to 101/,
    );
  });

  it('prints its own state diagram, with every stage and limit', () => {
    const printed = diagram(smartWorkshop);
    for (const stage of smartWorkshop.stages)
      expect(printed).toContain(`${stage.title.zh} ${stage.title.en} · ${stage.limit?.amount}工作日`);
    expect(printed).toContain('correction --> lapsed');
    expect(printed).toContain('award --> [*]');
  });
});

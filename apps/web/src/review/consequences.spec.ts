import { loadProcedures } from '@vermilion/catalogue';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import { consequenceOf } from './consequences.js';

const programme = loadProcedures().get('smart-workshop@2') as unknown as ProgrammeView;
const stages = programme.stages as unknown as readonly {
  readonly id: string;
  readonly title: { readonly zh: string };
}[];
const titleOf = (stage: string) => stages.find(({ id }) => id === stage)?.title;

function follows(stage: string | null, type: string) {
  const view = { stage: stage === null ? null : { id: stage } } as CaseView;
  return consequenceOf({ type }, view, programme);
}

describe('what follows from a step, told before it is taken (智能车间: the stages of the procedure)', () => {
  it('a case that is accepted goes to its district, which has ten working days', () => {
    expect(follows('acceptance', 'accept')).toEqual({
      key: 'follows.next',
      next: titleOf('district-review'),
      values: { days: 10 },
    });
  });

  it('what passes the district is countersigned by its finance office first, and only then goes on', () => {
    expect(follows('district-review', 'pass')).toEqual({ key: 'follows.countersign', next: null, values: {} });
    expect(follows('district-review', 'countersign')).toEqual({
      key: 'follows.nextOpen',
      next: titleOf('recommendation'),
      values: {},
    });
  });

  it('what is withdrawn ends, a draft as well as a case on its way', () => {
    for (const stage of ['district-review', null])
      expect(follows(stage, 'withdraw')).toEqual({ key: 'follows.withdraw', next: null, values: {} });
  });

  it('a case that is returned has the ten working days of 补正', () => {
    expect(follows('district-review', 'return')).toEqual({ key: 'follows.return', next: null, values: { days: 10 } });
  });

  it('the formal check may send a case back to where it was recommended', () => {
    expect(follows('formal-check', 'send-back')).toEqual({
      key: 'follows.nextOpen',
      next: titleOf('recommendation'),
      values: {},
    });
  });

  it('a refusal ends the way at every stage', () => {
    for (const { id } of stages) expect(follows(id, 'refuse')).toMatchObject({ key: 'follows.refuse', next: null });
  });

  it('where a step moves nothing, nothing is promised', () => {
    expect(follows('district-review', 'transfer')).toBeNull();
    expect(follows('acceptance', 'return')).toBeNull();
    expect(follows('acceptance', 'send-back')).toBeNull();
    expect(follows('award', 'pass')).toBeNull();
    expect(follows(null, 'pass')).toBeNull();
  });
});

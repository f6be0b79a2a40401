import {
  checkDocuments,
  checkForm,
  checkGates,
  conflictWith,
  EXCLUSIONS,
  type Procedure,
  type Stage,
} from '@vermilion/domain';
import {
  bindProcedures,
  bureaus,
  calendarSources,
  demoExperts,
  demoMembers,
  demoParties,
  districts,
  loadProcedures,
  obligations,
  reasons,
  sampleData,
  sampleForm,
  seedCalendar,
} from './index.js';
import smartWorkshop from './procedures/smart-workshop-1.json' with { type: 'json' };

const known = { bureaus: ['miit'], obligations: ['smart-t2'] };
const procedure = loadProcedures().get('smart-workshop@1') as Procedure;

/** Why experts leave a panel, or have to. */
function reasonsOf(stage: Stage): readonly string[] {
  return stage.kind === 'panel' ? [...stage.declineReasons.map(({ id }) => id), ...(stage.voidReasons ?? [])] : [];
}

/** The codes that the catalogue has no words for, in either language. */
function withoutText(codes: readonly string[]): string[] {
  const words = new Map(reasons().map(({ id, text }) => [id, text]));
  return codes.filter((code) => !words.get(code)?.zh || !words.get(code)?.en);
}

describe('The catalogue holds the policy as issued (郑政文〔2017〕146号)', () => {
  it('There are 64 obligations, and every bureau they name exists', () => {
    const ids = new Set(bureaus().map((bureau) => bureau.id));
    expect(obligations()).toHaveLength(64);
    const named = obligations().flatMap((duty) => [
      ...duty.coBureauIds,
      ...(duty.leadBureauId ? [duty.leadBureauId] : []),
    ]);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('Smart workshops are led by 市工信委 with 市财政局, and the last rung of every ladder exists', () => {
    const duty = obligations().find(({ id }) => id === 'smart-t2');
    expect(duty).toMatchObject({ leadBureauId: 'miit', coBureauIds: ['finance'] });
    expect(bureaus().map(({ id }) => id)).toContain('supervision');
  });

  it('There are 16 review units: 12 with a code of GB/T 2260, four zones without', () => {
    expect(districts().filter(({ gb2260 }) => gb2260 !== null)).toHaveLength(12);
    expect(
      districts()
        .filter(({ gb2260 }) => gb2260 === null)
        .map(({ internalCode }) => internalCode),
    ).toEqual(['ZZ-ZDQ', 'ZZ-JKQ', 'ZZ-GXQ', 'ZZ-HKG']);
  });

  it('The calendar covers 2004 to 2026, and 2018 follows 国办发明电〔2017〕12号', () => {
    const { publishedYears, days } = seedCalendar();
    expect(publishedYears).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index));
    expect(calendarSources().find(({ year }) => year === 2018)?.source).toContain('国办发明电〔2017〕12号');
    const of2018 = Object.entries(days).filter(([date]) => date >= '2018-01-01' && date <= '2018-12-28');
    const makeUp = of2018.filter(([, { kind }]) => kind === 'make-up').map(([date]) => date.slice(5));
    expect(makeUp).toEqual(['02-11', '02-24', '04-08', '04-28', '09-29', '09-30']);
  });
});

describe('The smart-workshop procedure, version 1', () => {
  it('It runs acceptance, district review, expert panel, sign-off, award, with the limits of the city', () => {
    expect(procedure.stages.map(({ id, limit }) => [id, limit?.amount, limit?.unit, limit?.onLapse])).toEqual([
      ['acceptance', 5, 'working-day', 'accepted-by-silence'],
      ['district-review', 10, 'working-day', 'overdue'],
      ['expert-panel', 20, 'working-day', 'overdue'],
      ['sign-off', 5, 'working-day', 'overdue'],
      ['award', 5, 'working-day', 'overdue'],
    ]);
  });

  it('Its gates are the thresholds of the sample', () => {
    const { ncRate, networkRate } = sampleData().thresholds;
    expect(procedure.gates.map(({ id, atLeastPercent }) => [id, atLeastPercent])).toEqual([
      ['ncRate', ncRate],
      ['networkRate', networkRate],
    ]);
  });

  it('Every ground and reason that it or another procedure names has a text', () => {
    const stages = [...loadProcedures().values()].flatMap((each) => each.stages);
    const ids = stages.flatMap((stage) => ('refusalGrounds' in stage ? stage.refusalGrounds : reasonsOf(stage)));
    expect(ids).toEqual(expect.arrayContaining(['outside-scope', 'health', 'confidentiality-breach']));
    expect(withoutText(ids)).toEqual([]);
  });

  it('Every code by which a published draw tells why experts were left out has a text (research on expert review §1.8)', () => {
    expect(EXCLUSIONS).toEqual(expect.arrayContaining(['not-available', 'consulting', 'kinship']));
    expect(withoutText([...EXCLUSIONS, 'no-answer'])).toEqual([]);
  });

  it('Of the eleven declarations of the sample, only ENT04 is refused by a gate', () => {
    const declared = sampleData().enterprises.filter((firm) => firm.declaration);
    const refused = declared.filter(({ id }) => checkGates(procedure.gates, sampleForm(id)).length > 0);
    expect(declared.flatMap(({ id }) => checkForm(procedure.form, sampleForm(id)))).toEqual([]);
    expect(refused.map(({ id }) => id)).toEqual(['ENT04']);
    expect(() => sampleForm('ENT12')).toThrow('no declaration');
  });

  it('The documents of the sample’s defects can be named', () => {
    const ids = procedure.documents.map(({ id }) => id);
    const named = sampleData().enterprises.flatMap(({ defects }) => defects.map(({ document }) => document));
    expect(ids).toEqual(expect.arrayContaining(named));
    expect(checkDocuments(procedure.documents, []).length).toBeGreaterThan(0);
  });
});

describe('A broken procedure is never loaded', () => {
  const broken = (change: object) => () => bindProcedures([{ ...smartWorkshop, ...change }], known);

  it('Loaded as it is, it is sound', () => {
    expect(broken({})).not.toThrow();
  });

  it('Unknown bureau, unknown obligation and a stray field are told together', () => {
    const stages = smartWorkshop.stages.map((stage) =>
      stage.id === 'sign-off' ? { ...stage, next: 'nowhere' } : stage,
    );
    expect(broken({ stages, obligation: 'no-duty' })).toThrow(/nowhere[\s\S]*no-duty/);
    expect(broken({ colour: 'red' })).toThrow(/colour/);
  });

  it('A field that asks for another one that does not exist is told', () => {
    const sections = structuredClone(smartWorkshop.form.sections) as { fields: { requiredWhen?: unknown }[] }[];
    const first = sections[0]?.fields[0];
    if (first) first.requiredWhen = { field: 'nothing', is: true };
    expect(broken({ form: { sections } })).toThrow(/requiredWhen names nothing/);
  });

  it('One version exists once', () => {
    expect(() => bindProcedures([smartWorkshop, smartWorkshop], known)).toThrow('smart-workshop@1 stands twice');
  });
});

describe('The people of the demonstration are fictional and complete', () => {
  it('Everybody’s address ends in .invalid, everybody is marked', () => {
    expect(demoParties().filter(({ email, fictional }) => !email.endsWith('.invalid') || !fictional)).toEqual([]);
  });

  it('Every organisation stands once, every user belongs to one, and only the agent to two', () => {
    const organisations = demoParties().map(({ organisation }) => organisation);
    const users = demoMembers().map(({ sub }) => sub);
    expect(new Set(organisations).size).toBe(organisations.length);
    expect(users.filter((sub, at) => users.indexOf(sub) !== at)).toEqual(['agent-filler']);
    expect(demoMembers().filter(({ organisation }) => !organisations.includes(organisation))).toEqual([]);
  });

  it('A firm has one who fills in and one who approves, a district an industry and a finance office', () => {
    const roleOf = new Map(demoMembers().map(({ sub, role }) => [sub, role]));
    expect(
      ['ent01-filler', 'ent12-approver', 'd-zz-gxq-industry', 'd-410122-finance', 'miit-leader'].map((sub) =>
        roleOf.get(sub),
      ),
    ).toEqual(['filler', 'approver', 'reviewer', 'reviewer', 'leader']);
  });

  it('The experts who may judge each firm of 2018 are those that the sample names', () => {
    const { enterprises, eligibleExperts } = sampleData();
    for (const { id, usci } of enterprises) {
      const pool = demoExperts().filter((expert) => expert.available && !conflictWith(expert, usci, '2018-04-20'));
      expect([id, pool.map((expert) => expert.id)]).toEqual([id, eligibleExperts[id]]);
    }
  });
});

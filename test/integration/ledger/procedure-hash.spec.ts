import { loadProcedures, type ProcedureBook } from '@vermilion/catalogue';
import type { Procedure } from '@vermilion/domain';
import type { Ledger } from '@vermilion/ledger';
import { castOf, storyOn } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { bookOf } from '../../support/round-story.js';
import { smallProcedure } from '../../support/small-procedure.js';

const cast = castOf('ENT01');
const open = { type: 'open', procedure: 'small', version: 1 } as const;

/** The small procedure with another weight, under the same number. */
const edited: Procedure = {
  ...smallProcedure,
  stages: smallProcedure.stages.map((stage) =>
    stage.kind === 'panel'
      ? { ...stage, rubric: { ...stage.rubric, items: stage.rubric.items.map((item) => ({ ...item, weight: 99 })) } }
      : stage,
  ),
};

/** The value with its keys in the opposite order throughout: another text, the same content. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, content]) => [name, turned(content)]),
  );
}

describe('a version of a procedure says for ever what it said when it was first used (research on rubrics §1.5)', () => {
  let test: TestLedger;
  /** Started with the edited file while that was still allowed. */
  let early: Ledger;
  beforeAll(async () => {
    test = await startLedger({ procedures: bookOf(smallProcedure) });
  }, 60_000);
  afterAll(() => test.stop());

  const recorded = () =>
    test.database.admin<{ procedure: string; version: number; hash: string }>(
      'SELECT procedure, version, hash FROM procedure_hash',
    );
  const starts = (book: ProcedureBook) =>
    test.deployed(book).then(
      () => 'it starts',
      (error: unknown) => String(error),
    );

  it('before its first use it may still be edited; a draft that is refused is no use', async () => {
    const nobody = { ...cast.filler, organisation: 'enterprise:nobody' };
    expect((await storyOn(test.ledger).give(null, nobody, open)).kind).toBe('refused');
    expect(await recorded()).toEqual([]);
    early = await test.deployed(bookOf(edited));
  });

  it('with the first case its content is recorded, and no login of the application can change that', async () => {
    await storyOn(test.ledger).must(null, cast.filler, open);
    expect(await recorded()).toEqual([
      { procedure: 'small', version: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    ]);
    const client = await test.database.client(test.database.app);
    for (const change of [`UPDATE procedure_hash SET hash = ''`, 'DELETE FROM procedure_hash'])
      await expect(client.query(change)).rejects.toThrow('permission denied');
  });

  it('a process that finds it edited under the same version does not start, and says what to do', async () => {
    expect(await starts(bookOf(edited))).toMatch(/ProcedureChanged: small@1 has been used.*new version/);
  });

  it('one that started with the edited file before that first use decides nothing by it', async () => {
    const cases = await test.database.admin('SELECT id FROM "case"');
    await expect(storyOn(early).give(null, castOf('ENT02').filler, open)).rejects.toThrow('small@1 has been used');
    expect(await test.database.admin('SELECT id FROM "case"')).toEqual(cases);
  });

  it('formatting and the order of keys are no change; a new version is none of the old', async () => {
    expect(await starts(bookOf(turned(smallProcedure) as Procedure))).toBe('it starts');
    expect(await starts(bookOf(smallProcedure, { ...edited, version: 2 }))).toBe('it starts');
    expect(await starts(loadProcedures())).toBe('it starts');
  });

  it('cases go on under it, each ledger asking once', async () => {
    const again = await test.deployed(bookOf(smallProcedure));
    await storyOn(again).must(null, castOf('ENT02').filler, open);
    await storyOn(again).must(null, castOf('ENT03').filler, open);
    expect(await recorded()).toHaveLength(1);
  });
});

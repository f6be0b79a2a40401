import type { CaseState } from '@vermilion/domain';
import { castOf } from '../../support/case-story.js';
import { enterRecord, repairRecord } from '../../support/credit-rows.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { roundStoryOn, smallBook } from '../../support/round-story.js';
import { TERMS } from '../../support/small-round.js';

/** The day of the submissions, and the end of the limit of the acceptance (5 working days). */
const SUBMITTED = '2018-03-06T09:00:00+08:00';
const SILENCE = '2018-03-14T00:00:00+08:00';

describe('the credit register has changed since the submission', () => {
  let test: TestLedger;
  let story: ReturnType<typeof roundStoryOn>;
  const stateOf = async (caseId: string) => {
    const [row] = await test.database.admin<{ state: CaseState }>('SELECT state FROM "case" WHERE id = $1', [caseId]);
    if (!row) throw new Error(`no case ${caseId}`);
    return row.state;
  };
  const groundOf = async (caseId: string) => {
    const [row] = await test.database.admin<{ ground: string }>(
      `SELECT data->>'ground' AS ground FROM event WHERE stream = $1 AND type = 'application.refused'`,
      [`application:${caseId}`],
    );
    return row?.ground;
  };
  /** Submitted with a severe record, which has been put right since. */
  const corrected = async (enterprise: string) => {
    await enterRecord(test, enterprise, 'severe');
    const caseId = await story.submitted(castOf(enterprise));
    expect((await stateOf(caseId)).check).toMatchObject({ moment: 'submission', credit: { grade: 'severe' } });
    await repairRecord(test, enterprise, SUBMITTED.slice(0, 10));
    return caseId;
  };
  /** Submitted without any record; a severe one has been entered since. */
  const burdened = async (enterprise: string) => {
    const caseId = await story.submitted(castOf(enterprise));
    expect((await stateOf(caseId)).check).toMatchObject({ moment: 'submission', credit: { grade: 'none' } });
    await enterRecord(test, enterprise, 'severe');
    return caseId;
  };

  beforeAll(async () => {
    test = await startLedger({ procedures: smallBook, poolSize: 10 });
    story = roundStoryOn(test.ledger);
    await story.call();
    await test.setClock(SUBMITTED);
    await story.fireDue();
  }, 60_000);
  afterAll(() => test.stop());

  it('the office acts: a record entered since closes the door, and the refusal holds what the register says', async () => {
    const caseId = await burdened('ENT01');
    const { industry } = castOf('ENT01');
    expect(await story.give(caseId, industry, { type: 'accept' })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'credit-veto', params: { source: '信用中国（虚构）', until: '2019-12-31' } },
    });
    await story.must(caseId, industry, { type: 'refuse', ground: 'not-in-scope', opinion: '严重失信' });
    const check = { moment: 'acceptance', on: '2018-03-06', credit: { grade: 'severe', record: 'TEST-ENT01' } };
    expect(await stateOf(caseId)).toMatchObject({ outcome: 'not-accepted', check });
  }, 30_000);

  it('the office acts: a record put right since keeps nobody out', async () => {
    const caseId = await corrected('ENT02');
    await story.must(caseId, castOf('ENT02').industry, { type: 'accept' });
    const check = { moment: 'acceptance', on: '2018-03-06', credit: { grade: 'none', record: null } };
    expect(await stateOf(caseId)).toMatchObject({ stage: 'district-review', check });
  }, 30_000);

  it('a colleague is asked to sign the acceptance: what counts is the register on the day of the last consent', async () => {
    const caseId = await story.submitted(castOf('ENT08'));
    const { industry } = castOf('ENT08');
    const colleague = { ...industry, person: 'd-industry-2' };
    await test.database.admin(
      `INSERT INTO member (issuer, sub, organisation, role) VALUES ('http://issuer.test', $1, $3, $4), ('http://issuer.test', $2, $3, $4)
         ON CONFLICT DO NOTHING`,
      [industry.person, colleague.person, industry.organisation, industry.role],
    );
    const signer = { signer: colleague.person, position: 'after', opinion: '请复核' } as const;
    await story.must(caseId, industry, { type: 'add-signer', ...signer });
    await story.must(caseId, industry, { type: 'accept' });
    await enterRecord(test, 'ENT08', 'severe');
    const consent = { type: 'give-opinion', agree: true, opinion: '' } as const;
    expect(await story.give(caseId, colleague, consent)).toMatchObject({ refusal: { code: 'credit-veto' } });
    const remove = { type: 'remove-signer', signer: colleague.person, opinion: '' } as const;
    expect(await story.give(caseId, industry, remove)).toMatchObject({ refusal: { code: 'credit-veto' } });
    await repairRecord(test, 'ENT08', SUBMITTED.slice(0, 10));
    await story.must(caseId, colleague, consent);
    expect(await stateOf(caseId)).toMatchObject({ stage: 'district-review', check: { moment: 'acceptance' } });
  }, 30_000);

  it('nobody acts: silence refuses for a record entered since, and accepts when it was put right', async () => {
    const [into, out] = [await burdened('ENT03'), await corrected('ENT05')];
    await test.setClock(SILENCE);
    await story.fireDue();
    expect(await stateOf(into)).toMatchObject({
      outcome: 'not-accepted',
      check: { moment: 'acceptance', on: '2018-03-14', credit: { grade: 'severe', record: 'TEST-ENT03' } },
    });
    expect(await groundOf(into)).toBe('severe-credit-record');
    expect(await stateOf(out)).toMatchObject({
      stage: 'district-review',
      check: { moment: 'acceptance', credit: { grade: 'none' } },
    });
  }, 30_000);

  it('at the cut-off a case that waits for its recommendation is refused with the ground of a record entered since', async () => {
    const caseId = await story.reviewed('ENT06');
    await enterRecord(test, 'ENT06', 'severe');
    await test.setClock(TERMS.cutOff);
    await story.fireDue();
    await story.doOwedWork();
    expect(await stateOf(caseId)).toMatchObject({
      outcome: 'refused',
      check: { moment: 'recommendation', credit: { grade: 'severe', record: 'TEST-ENT06' } },
    });
    expect(await groundOf(caseId)).toBe('severe-credit-record');
  }, 30_000);
});

import { jest } from '@jest/globals';
import type { ProblemBody } from '@vermilion/contracts';
import type { ApiCase } from '../../support/api-case.js';
import { API_TERMS, ApiRound, districtOf } from '../../support/api-round.js';
import { startApi, type TestApi } from '../../support/api.js';

jest.setTimeout(120_000);

describe('推荐名额 the cap of a district, over HTTP', () => {
  const district = districtOf('ENT01');
  let api: TestApi;
  let round: ApiRound;
  let first: ApiCase;
  let second: ApiCase;
  const recommend = (...cases: readonly ApiCase[]) =>
    round.command<ProblemBody>(district, 'recommend', { cases: cases.map(({ id }) => id) });

  beforeAll(async () => {
    api = await startApi({ OFFERED_PROCEDURES: 'smart-workshop@2' });
    round = new ApiRound(api);
    await round.call('miit-officer', { ...API_TERMS, districtCap: 1 });
    await round.comesTo(API_TERMS.opens);
    first = await round.reviewed('ENT01');
    second = await round.reviewed('ENT01');
  }, 180_000);
  afterAll(() => api.stop());

  it('one more than the cap is refused with the figures and what to do, in both languages', async () => {
    const { status, body } = await recommend(first, second);
    expect([status, body.code, body.clause]).toEqual([422, 'recommendation-faulty', 'districtCap']);
    expect(body.problems).toMatchObject([
      {
        at: 'cases',
        code: 'above-cap',
        params: { cap: 1, given: 2, used: 0 },
        message: expect.stringContaining('推荐数超过上限（2 个') as string,
        remedy: { zh: expect.stringContaining('已上报的项目办结后仍占名额') as string },
        en: expect.stringContaining('at most 1') as string,
      },
    ]);
    expect((await round.view(district)).recommendations).toEqual({});
  });

  it('as many as the cap are taken; what has gone on must stay, and an exchange would be too many', async () => {
    expect((await recommend(first)).status).toBe(200);
    await round.work();
    const { body } = await recommend(second);
    expect(body.problems.map(({ code, params }) => [code, params])).toEqual([
      ['above-cap', { cap: 1, given: 2, used: 1 }],
      ['already-forwarded', { case: first.id }],
    ]);
  });

  it('a forwarded case that its firm withdraws still uses its place', async () => {
    await round.decide(first, first.approver, 'withdraw', {});
    const { status, body } = await recommend(second);
    expect([status, body.problems.map(({ code, params }) => [code, params])]).toEqual([
      422,
      [['above-cap', { cap: 1, given: 2, used: 1 }]],
    ]);
  });
});

import { jest } from '@jest/globals';
import type { MyData, ProblemBody } from '@vermilion/contracts';
import { startApi, type TestApi } from '../../support/api.js';
import { ApiCase } from '../../support/api-case.js';

jest.setTimeout(120_000);

const OFFICE = 'd-zz-gxq-industry';
const OPINION = '材料齐全，同意推荐（虚构意见，仅本人所写）';

let api: TestApi;
let application: ApiCase;

beforeAll(async () => {
  api = await startApi();
  application = await ApiCase.open(api);
  const { seq } = await application.submit();
  const accepted = await application.command<{ seq: number }>(OFFICE, 'accept', {}, seq);
  const passed = await application.command(OFFICE, 'pass', { opinion: OPINION }, accepted.body.seq);
  expect(passed).toMatchObject({ status: 200 });
}, 180_000);
afterAll(() => api.stop());

const dataOf = (as: string) => api.ask<MyData>('GET', '/me/data', { as });
const typesIn = ({ acts }: MyData) => acts.flatMap(({ events }) => events.map(({ type }) => type));

/** Source: 个人信息保护法 art. 45 (to look into and copy the personal information that is held of oneself). */
describe('what the system holds of a person', () => {
  it('is given to them: who they are, what they have done, and the words they wrote', async () => {
    const { status, body } = await dataOf(OFFICE);
    expect(status).toBe(200);
    expect(body.acting?.role).toBe('reviewer');
    expect(body.memberships).toContainEqual(body.acting);
    expect(typesIn(body)).toEqual(expect.arrayContaining(['application.accepted', 'application.endorsed']));
    expect(JSON.stringify(body.acts)).toContain(OPINION);
  });

  it('holds nothing of others: neither an act nor a word of somebody else in the same case', async () => {
    const { body } = await dataOf(application.filler);
    expect(typesIn(body)).toEqual(['application.opened']);
    expect(JSON.stringify(body)).not.toContain(OPINION);
    const stranger = await dataOf('d-410122-finance');
    expect(stranger.body.acts).toEqual([]);
  });

  it('holds no word any more when its subject has been erased; that the act took place stays', async () => {
    await api.store.database.admin('DELETE FROM subject_key');
    const { body } = await dataOf(OFFICE);
    expect(typesIn(body)).toContain('application.endorsed');
    expect(JSON.stringify(body)).not.toContain(OPINION);
  });

  it('is given only after a fresh sign-in, like all data that is taken away (RFC 9470)', async () => {
    const stale = { as: OFFICE, token: { signedInAgo: 901 } };
    const refused = { status: 403, body: { code: 'step-up-required' } };
    expect(await api.ask<ProblemBody>('GET', '/me/data', stale)).toMatchObject(refused);
  });
});

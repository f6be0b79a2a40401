import { jest } from '@jest/globals';
import type { ActPage, ProblemBody } from '@vermilion/contracts';
import { startApi, type TestApi } from '../../support/api.js';

jest.setTimeout(60_000);

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
}, 120_000);
afterAll(() => api.stop());

const NEW = { person: 'newcomer', organisation: 'bureau:miit', role: 'officer' };
const ask = (as: string, path: string, json: object, token = {}) =>
  api.ask<ProblemBody>('POST', `/security/${path}`, { as, json, token });
const codeOf = async (answer: Promise<{ status: number; body: ProblemBody }>) => {
  const { status, body } = await answer;
  return [status, body.code];
};
const acts = async () => (await api.ask<ActPage>('GET', '/audit/acts', { as: 'audit1' })).body.items;
/** Enters a membership as the owner of the register could, past every check. */
const enter = (person: string, organisation: string, role: string) =>
  api.store.database.admin('INSERT INTO member (issuer, sub, organisation, role) VALUES ($1, $2, $3, $4)', [
    api.issuer.url,
    person,
    organisation,
    role,
  ]);

/** Source: GB/T 22239-2019 8.1.5.1–8.1.5.3; 三员分立: system, security and audit administrator are three different people. */
describe('the three administrators', () => {
  it('each find open what is theirs, and closed what is another’s', async () => {
    const doors = {
      ops1: '/operations/clock',
      sec1: '/security/members',
      audit1: '/audit/verify',
    };
    const answered: { [person: string]: readonly number[] } = {};
    for (const as of Object.keys(doors))
      answered[as] = await Promise.all(
        Object.values(doors).map(async (path) => (await api.ask('GET', path, { as })).status),
      );
    // The audit administrator sees what the system administrator sees; neither sees what the other two keep to themselves.
    expect(answered).toEqual({ ops1: [200, 403, 403], sec1: [403, 200, 403], audit1: [200, 403, 200] });
  });

  it.each([
    ['ops1', 'city:audit', 'auditor'],
    ['ops1', 'city:security', 'security'],
    ['audit1', 'city:operations', 'operations'],
    ['audit1', 'city:security', 'security'],
  ])('%s is not made one more of them: %s', async (person, organisation, role) => {
    expect(await codeOf(ask('sec1', 'members', { person, organisation, role }))).toEqual([
      403,
      'administrators-joined',
    ]);
  });

  it('cannot be two in one person when two requests come at once', async () => {
    const both = await Promise.all(
      [
        { organisation: 'city:audit', role: 'auditor' },
        { organisation: 'city:operations', role: 'operations' },
      ].map((office) => ask('sec1', 'members', { person: 'twice-at-once', ...office })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
  });

  it('whoever the register has made two of them by another way opens nothing, and reads what to do', async () => {
    await enter('two-hats', 'city:operations', 'operations');
    expect(await api.ask('GET', '/operations/clock', { as: 'two-hats' })).toMatchObject({ status: 200 });
    await enter('two-hats', 'city:audit', 'auditor');
    const headers = { 'x-vermilion-organisation': 'city:audit' };
    for (const path of ['/me', '/audit/verify', '/operations/clock', '/cases']) {
      const { status, body } = await api.ask<ProblemBody>('GET', path, { as: 'two-hats', headers });
      expect([path, status, body.code]).toEqual([path, 403, 'administrators-joined']);
      expect(body.remedy).toContain('撤销其中一个岗位');
    }
    const audit = { person: 'two-hats', organisation: 'city:audit', role: 'auditor' };
    expect(await ask('sec1', 'withdrawals', audit)).toMatchObject({ status: 200 });
    expect(await api.ask('GET', '/operations/clock', { as: 'two-hats' })).toMatchObject({ status: 200 });
  });
});

describe('a membership', () => {
  it('is given and withdrawn by the security administrator, and counts from the next request on', async () => {
    const cases = () => codeOf(api.ask<ProblemBody>('GET', '/cases', { as: NEW.person }));
    expect(await cases()).toEqual([403, 'no-membership']);
    for (let time = 0; time < 2; time++) expect(await ask('sec1', 'members', NEW)).toMatchObject({ status: 200 });
    expect((await cases())[0]).toBe(200);
    const found = await api.ask<{ items: object[] }>('GET', `/security/members?person=${NEW.person}`, { as: 'sec1' });
    expect(found.body.items).toEqual([NEW]);
    for (let time = 0; time < 2; time++) expect(await ask('sec1', 'withdrawals', NEW)).toMatchObject({ status: 200 });
    expect(await cases()).toEqual([403, 'no-membership']);
  });

  it.each([
    ['to oneself', { ...NEW, person: 'sec1' }, 403, 'own-membership'],
    ['that the organisation does not have', { ...NEW, role: 'approver' }, 422, 'role-of-another-organisation'],
    ['of an expert', { ...NEW, organisation: 'expert:EXP01', role: 'expert' }, 422, 'role-of-another-organisation'],
    ['in no organisation', { ...NEW, organisation: 'bureau:nowhere' }, 422, 'organisation-unknown'],
  ])('%s is not given', async (_, given, status, code) => {
    expect(await codeOf(ask('sec1', 'members', given))).toEqual([status, code]);
  });

  it('is changed only by somebody who has shown lately who they are', async () => {
    for (const path of ['members', 'withdrawals'])
      expect(await codeOf(ask('sec1', path, NEW, { signedInAgo: 1_000 }))).toEqual([403, 'step-up-required']);
  });

  it('of an expert is on no list of the security administrator', async () => {
    const seen: string[] = [];
    let after = '';
    do {
      const page = await api.ask<{ items: { organisation: string }[]; next: string | null }>(
        'GET',
        `/security/members?limit=40${after && `&after=${after}`}`,
        { as: 'sec1' },
      );
      seen.push(...page.body.items.map(({ organisation }) => organisation));
      after = page.body.next ?? '';
    } while (after !== '');
    expect(seen.length).toBeGreaterThan(60);
    expect(seen.filter((organisation) => organisation.startsWith('expert:'))).toEqual([]);
  });
});

describe('whom the security administrator signs out', () => {
  it('everything from before is closed to', async () => {
    const token = await api.issuer.token('ent05-filler');
    const me = () => api.ask('GET', '/me', { headers: { authorization: `Bearer ${token}` } });
    expect(await me()).toMatchObject({ status: 200 });
    expect(await ask('sec1', 'sign-outs', { person: 'ent05-filler' })).toMatchObject({ status: 204 });
    expect(await me()).toMatchObject({ status: 401 });
  });
});

describe('what administrators do', () => {
  it('the audit administrator reads, the newest first, and nobody changes', async () => {
    await api.ask('POST', '/operations/clock', { as: 'ops1', json: { by: '1wd' } });
    const read = await acts();
    expect(read[0]).toMatchObject({ person: 'ops1', role: 'operations', act: 'clock.moved' });
    const about = { person: NEW.person, organisation: NEW.organisation, role: NEW.role };
    for (const act of ['member.given', 'member.withdrawn'])
      expect(read.filter((one) => one.act === act && one.about['person'] === NEW.person)).toMatchObject([
        { person: 'sec1', role: 'security', about },
      ]);
    expect(read).toContainEqual(
      expect.objectContaining({ act: 'person.signed-out', about: { person: 'ent05-filler' } }),
    );
    const client = await api.store.database.client(api.store.database.app);
    for (const statement of [
      'UPDATE administrator_act SET person = $1',
      'DELETE FROM administrator_act WHERE person = $1',
    ])
      await expect(client.query(statement, ['x'])).rejects.toThrow('permission denied');
  });
});

/** Source: GB/T 22239-2019 8.1.5.2: what the audit administrator does is audited, too. */
describe('what the audit administrator looks at', () => {
  const watched = async () => (await api.ask<ActPage>('GET', '/security/audit-acts', { as: 'sec1' })).body.items;

  it('is written down, also when there is nothing to be shown, and read by the security administrator', async () => {
    const before = (await watched()).length;
    for (const path of ['verify?limit=7&caseId=2018-000001', 'acts', 'contact-looks', 'anchors', 'anchors/999999'])
      await api.ask('GET', `/audit/${path}`, { as: 'audit1' });
    const read = await watched();
    const fresh = read.slice(0, read.length - before);
    expect(new Set(fresh.map(({ person, role }) => `${person} ${role}`))).toEqual(new Set(['audit1 auditor']));
    expect(fresh.map(({ act, about }) => [act, about])).toEqual([
      ['audit.anchors-read', { n: '999999' }],
      ['audit.anchors-read', {}],
      ['audit.looks-read', {}],
      ['audit.acts-read', {}],
      ['audit.verified', { caseId: '2018-000001' }],
    ]);
  });

  it('is not on the list of what the others do, and on no list of theirs', async () => {
    expect((await acts()).filter(({ role }) => role === 'auditor')).toEqual([]);
    for (const as of ['ops1', 'audit1', 'miit-leader'])
      expect((await api.ask('GET', '/security/audit-acts', { as })).status).toBe(403);
  });

  it('is not shown to whoever asks as somebody else', async () => {
    const before = await watched();
    expect((await api.ask('GET', '/audit/acts', { as: 'sec1' })).status).toBe(403);
    expect(await watched()).toEqual(before);
  });
});

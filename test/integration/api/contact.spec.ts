import { jest } from '@jest/globals';
import { sampleData } from '@vermilion/catalogue';
import type { CaseView, ContactLookPage, ContactView, ProblemBody } from '@vermilion/contracts';
import { ApiCase } from '../../support/api-case.js';
import { startApi, type TestApi } from '../../support/api.js';
import { download, textOfPdf } from '../../support/download.js';

jest.setTimeout(60_000);

const OFFICE = 'd-zz-gxq-industry';
const firm = sampleData().enterprises.find(({ id }) => id === 'ENT01');
const WORDS = [firm?.contact.name, firm?.contact.mobile, firm?.contact.email, firm?.legalRepresentative].map(String);

let api: TestApi;
let application: ApiCase;
beforeAll(async () => {
  api = await startApi();
  application = await ApiCase.open(api, 'ENT01');
  await application.submit();
}, 120_000);
afterAll(() => api.stop());

const view = async (as: string) => (await api.ask<CaseView>('GET', `/cases/${application.id}`, { as })).body;
const inFull = (as: string, id = application.id) =>
  api.ask<ContactView & ProblemBody>('GET', `/cases/${id}/contact`, { as });
const looks = async () => {
  const { items } = (await api.ask<ContactLookPage>('GET', '/audit/contact-looks', { as: 'audit1' })).body;
  return items.map(({ person, organisation, role, caseId }) => [person, organisation, role, caseId]);
};
const shows = (answer: unknown) => WORDS.filter((word) => JSON.stringify(answer).includes(word));

/** Source: 个人信息保护法 (2021) 第六条 (no more than the purpose needs), 第五十一条 (who handles them is on record). */
describe('the people of an application', () => {
  it('are named to the firm itself and to the office that has the case', async () => {
    for (const as of ['ent01-filler', 'ent01-approver', OFFICE]) {
      const { contact, contactMasked } = await view(as);
      expect([as, shows(contact), contactMasked]).toEqual([as, WORDS, false]);
    }
  });

  it('are masked for every other office, on the page and on paper', async () => {
    for (const as of ['miit-officer', 'miit-leader']) {
      const { contact, contactMasked } = await view(as);
      expect([as, shows(contact), contactMasked]).toEqual([as, [], true]);
      expect(JSON.stringify(contact)).toMatch(/"mobile":"138\*{4}\d{4}"/);
    }
    const paper = async (as: string) => textOfPdf(await download(api, `/cases/${application.id}/application.pdf`, as));
    expect(shows(await paper(OFFICE))).toEqual(WORDS);
    expect(shows(await paper('miit-officer'))).toEqual([]);
  });

  it('are masked for the office, too, once the case has gone on to the next, which has them in full', async () => {
    for (const [type, payload] of [
      ['accept', {}],
      ['pass', { opinion: '同意（虚构意见）' }],
    ] as const)
      expect((await application.command(OFFICE, type, payload, (await view(OFFICE)).seq)).status).toBe(200);
    const masked = async (as: string) => (await view(as)).contactMasked;
    expect(await Promise.all([OFFICE, 'd-zz-gxq-finance', 'miit-officer'].map(masked))).toEqual([true, false, true]);
  });

  it('are shown in full to an office that asks, and who has looked is read by the audit administrator', async () => {
    expect(await looks()).toEqual([]);
    const seen = await inFull('miit-officer');
    expect([seen.status, shows(seen.body)]).toEqual([200, WORDS]);
    const look = ['miit-officer', 'bureau:miit', 'officer', application.id];
    expect(await looks()).toEqual([look]);
    expect((await view('miit-officer')).contactMasked).toBe(true);
    expect((await inFull('ent01-filler')).status).toBe(200);
    expect(await looks()).toEqual([look]);
    for (const change of ['DELETE FROM contact_look', `UPDATE contact_look SET person = 'nobody'`])
      await expect(api.store.ledger.write(AUDITOR, (session) => session.execute(change))).rejects.toThrow(
        'permission denied',
      );
  });

  it('are shown to nobody else: whoever may not see the case, or not its people, learns nothing, and nothing is written', async () => {
    const before = await looks();
    for (const as of ['ent02-filler', 'd-410122-industry', 'ops1', 'audit1', 'sec1', 'exp01'])
      expect(await inFull(as)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await inFull('miit-officer', '2018-999999')).status).toBe(404);
    expect(await looks()).toEqual(before);
    for (const as of ['ops1', 'sec1', 'miit-leader', 'ent01-filler'])
      expect((await api.ask('GET', '/audit/contact-looks', { as })).status).toBe(403);
  });
});

const AUDITOR = { kind: 'person', person: 'audit1', organisation: 'city:audit', role: 'auditor' } as const;

import { jest } from '@jest/globals';
import { sampleData } from '@vermilion/catalogue';
import type { ActPage, CaseView, ErasurePage, ErasureView, EventView, ProblemBody } from '@vermilion/contracts';
import { ERASED } from '@vermilion/domain';
import { ApiCase } from '../../support/api-case.js';
import { startApi, type TestApi } from '../../support/api.js';
import { download, textOfPdf } from '../../support/download.js';

jest.setTimeout(120_000);

const OFFICE = 'd-zz-gxq-industry';
const OPINION = '材料属实，现场已看过，同意推荐';
const firm = sampleData().enterprises.find(({ id }) => id === 'ENT01');
const ENTERPRISE = `enterprise:${firm?.usci ?? ''}`;
/** Who the firm's contact is. */
const WORDS = [firm?.contact.name, firm?.contact.mobile, firm?.contact.email, firm?.legalRepresentative].map(
  (word) => word ?? 'missing',
);

let api: TestApi;
let closed: ApiCase;
beforeAll(async () => {
  api = await startApi();
  closed = await ApiCase.open(api);
  await closed.submit();
}, 120_000);
afterAll(() => api.stop());

const order = (subject: string) => ({ subject, ground: 'consent-withdrawn', reference: '郑数管函〔2018〕7号' });
const ask = (subject: string, as = 'sec1') =>
  api.ask<ErasureView & ProblemBody>('POST', '/security/erasures', { as, json: order(subject) });
const confirm = (id: string, as: string, token = {}) =>
  api.ask<ErasureView & ProblemBody>('POST', `/security/erasures/${id}/confirmation`, { as, token });
const viewOf = async (application: ApiCase, as: string) =>
  (await api.ask<CaseView>('GET', `/cases/${application.id}`, { as })).body;
const acts = async () =>
  (await api.ask<ActPage>('GET', '/audit/acts', { as: 'audit1' })).body.items.filter(({ act }) =>
    act.startsWith('erasure.'),
  );
const step = async (as: string, type: string, payload: object = {}) => {
  const answer = await closed.command(as, type, payload, (await viewOf(closed, as)).seq);
  expect([type, answer.status]).toEqual([type, 200]);
};

/** Source: 个人信息保护法 (2021) 第四十七条; 第四十七条 last sentence: not while a period set by law has not ended. */
describe('what is held of somebody is not erased', () => {
  it('while a case is open in which they take part: the firm that applies, the official who decides', async () => {
    await step(OFFICE, 'accept');
    await step(OFFICE, 'pass', { opinion: OPINION });
    for (const subject of [ENTERPRISE, `person:${OFFICE}`])
      expect(await ask(subject)).toMatchObject({ status: 409, body: { code: 'erasure-case-open' } });
    await step(closed.approver, 'withdraw');
  });

  it('while the period has not ended for which the archives must keep it', async () => {
    const { status, body } = await ask(ENTERPRISE);
    expect([status, body.code]).toEqual([409, 'erasure-period']);
    expect(body.detail).toMatch(/^须保管至2028年2月\d+日。依据：申报材料保管10年/);
    // What the law says is a row, which the owner changes and no program.
    await api.store.database.admin('UPDATE erasure_rule SET days = 0');
  });

  it('while a title is in force', async () => {
    await api.store.database.admin(
      `INSERT INTO title (certificate_number, organisation, programme, thing, thing_key, awarded_on, valid_until, source, as_of)
       VALUES ('T-1', $1, 'smart-workshop', '车间', '车间', '2017-01-01', '2019-12-31', '示例', '2018-01-01')`,
      [ENTERPRISE],
    );
    const { status, body } = await ask(ENTERPRISE);
    expect([status, body.code]).toEqual([409, 'erasure-title-in-force']);
    await api.store.database.admin(`DELETE FROM title WHERE certificate_number = 'T-1'`);
  });

  it('where nothing is held, and where an expert is named: the draw must stay provable', async () => {
    expect(await ask('person:nobody')).toMatchObject({ status: 422, body: { code: 'erasure-nothing-held' } });
    for (const subject of ['seat:1', 'expert:EXP01', `panel:${ENTERPRISE}`])
      expect(await ask(subject)).toMatchObject({ status: 422, body: { code: 'request-invalid' } });
  });
});

describe('an erasure', () => {
  const ids: { [subject: string]: string } = {};

  it('is asked for by one security administrator, once, and confirmed by another who has just signed in', async () => {
    for (const subject of [ENTERPRISE, `person:${OFFICE}`]) {
      const asked = await ask(subject);
      expect(asked).toMatchObject({ status: 200, body: { ...order(subject), askedBy: 'sec1', confirmedAt: null } });
      const { id } = asked.body;
      ids[subject] = id;
      for (const as of ['sec1', 'sec1-2']) expect((await ask(subject, as)).body.id).toBe(id);
      expect(await confirm(id, 'sec1')).toMatchObject({ status: 403, body: { code: 'erasure-by-one' } });
      for (const other of ['ops1', 'audit1', 'miit-leader'])
        expect(await confirm(id, other)).toMatchObject({ status: 403, body: { code: 'role-not-permitted' } });
      expect(await confirm(id, 'sec1-2', { signedInAgo: 1_000 })).toMatchObject({ body: { code: 'step-up-required' } });
      const { body } = await api.ask('GET', `/cases/${closed.id}/contact`, { as: OFFICE });
      expect(body).toMatchObject({ contact: { contact: { contactName: WORDS[0] } } });
    }
    await expect(api.store.database.admin('UPDATE erasure SET confirmed_by = asked_by')).rejects.toThrow(
      'erasure_by_two',
    );
  });

  it('happens once, however often it is confirmed; the audit administrator sees who asked and who confirmed', async () => {
    for (const [subject, id] of Object.entries(ids)) {
      const first = await confirm(id, 'sec1-2');
      expect(first).toMatchObject({ status: 200, body: { subject, confirmedBy: 'sec1-2' } });
      for (const as of ['sec1', 'sec1-2']) expect((await confirm(id, as)).body).toEqual(first.body);
      expect((await ask(subject)).body).toEqual(first.body);
      const about = { erasure: id, subject, ground: 'consent-withdrawn', reference: '郑数管函〔2018〕7号' };
      expect((await acts()).filter((act) => act.about['erasure'] === id)).toMatchObject([
        { person: 'sec1-2', act: 'erasure.confirmed', about },
        { person: 'sec1', act: 'erasure.asked', about },
      ]);
    }
    const { body } = await api.ask<ErasurePage>('GET', '/security/erasures', { as: 'audit1' });
    expect(body.items.map(({ subject }) => subject)).toEqual([`person:${OFFICE}`, ENTERPRISE]);
  });

  it('leaves 已依法删除 where a word stood, on pages, papers and in what people take away of their own', async () => {
    for (const as of [closed.filler, OFFICE]) {
      const { contact } = await viewOf(closed, as);
      expect(contact).toMatchObject({
        contact: { contactName: ERASED, legalRepresentative: ERASED, mobile: ERASED, email: ERASED },
      });
    }
    const { body } = await api.ask<{ items: EventView[] }>('GET', `/cases/${closed.id}/events`, { as: OFFICE });
    const endorsed = body.items.find(({ texts }) => texts?.['opinion'] !== undefined);
    expect([endorsed?.type, endorsed?.texts]).toEqual(['application.endorsed', { opinion: ERASED }]);
    const paper = await download(api, `/cases/${closed.id}/application.pdf`, closed.filler);
    expect([paper.status, await textOfPdf(paper)]).toEqual([200, expect.stringContaining(ERASED)]);
    const mine = await api.ask('GET', '/me/data', { as: OFFICE });
    expect([mine.status, JSON.stringify(mine.body).includes(ERASED)]).toEqual([200, true]);
  });

  it('leaves nothing of it anywhere, breaks nothing that reads, and the chain still verifies', async () => {
    const parts = ['', '/steps', '/deadlines', '/clock', '/events', '/changes', '/objections', '/form', '/draft.pdf'];
    for (const as of [closed.filler, closed.approver, OFFICE, 'miit-officer', 'ops1', 'audit1'])
      for (const part of parts) {
        const { status, body } = await api.ask('GET', `/cases/${closed.id}${part}`, { as });
        expect([as, part, status < 500]).toEqual([as, part, true]);
        for (const word of [...WORDS, OPINION]) expect(JSON.stringify(body)).not.toContain(word);
      }
    for (const table of ['draft', 'delivery', 'party', 'private_payload']) {
      const rows = await api.store.database.admin<{ text: string }>(`SELECT t::text AS text FROM ${table} t`);
      for (const word of WORDS) expect([table, rows.some(({ text }) => text.includes(word))]).toEqual([table, false]);
    }
    const { body } = await api.ask('GET', '/audit/verify', { as: 'audit1' });
    expect(body).toMatchObject({ intact: true, faults: [] });
    expect(await api.store.ledger.rebuild(closed.id, 'look')).toEqual([]);
  });

  it('does not stand in the way of a new application: its words are read, those of before stay erased', async () => {
    const again = await ApiCase.open(api);
    await again.submit();
    expect((await viewOf(again, OFFICE)).contact).toMatchObject({ contact: { contactName: WORDS[0] } });
    expect((await viewOf(closed, OFFICE)).contact).toMatchObject({ contact: { contactName: ERASED } });
    expect(await ask(ENTERPRISE)).toMatchObject({ status: 409, body: { code: 'erasure-case-open' } });
  });
});

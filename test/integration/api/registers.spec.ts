import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { loadProcedures, sampleData, sampleForm } from '@vermilion/catalogue';
import type {
  CertificateView,
  DeadlineView,
  ProblemBody,
  Receipt,
  RegisterImportView,
  RevocationPage,
} from '@vermilion/contracts';
import { SYSTEM, type Command, type RoundTerms } from '@vermilion/domain';
import { listRegister, openLedger, type RegisterName } from '@vermilion/ledger';
import { startApi, type TestApi } from '../../support/api.js';
import { ApiCase } from '../../support/api-case.js';
import { castOf, miitOfficer } from '../../support/case-story.js';
import { clockTo, registerFile, seedDemoRegisters, upload } from '../../support/register-files.js';
import { reviewReport } from '../../support/review-walk.js';
import { sampleDocument } from '../../support/sample-documents.js';

jest.setTimeout(120_000);

const ROUND = 'smart-workshop-2018';
const TERMS: RoundTerms = {
  year: 2018,
  opens: '2018-03-01T09:00:00+08:00',
  closes: '2018-04-01T00:00:00+08:00',
  cutOff: '2018-05-19T00:00:00+08:00',
  quota: 5,
  districtCap: 3,
};
const codeOf = (enterprise: string) => sampleData().enterprises.find(({ id }) => id === enterprise)?.usci ?? '';
const credit = (change: { [key: string]: string } = {}) => ({
  record: 'DEMO-ENT06',
  creditCode: codeOf('ENT06'),
  grade: '一般',
  what: '环保行政处罚',
  source: '信用中国（虚构）',
  asOf: '2018-06-01',
  from: '2017-11-20',
  until: '2018-11-19',
  ...change,
});

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ OFFERED_PROCEDURES: 'smart-workshop@2,smart-workshop-review@1' });
  await seedDemoRegisters(api.store);
  await call(ROUND, TERMS);
  await clockTo(api.store, '2018-03-01T09:00:00+08:00');
}, 180_000);
afterAll(() => api.stop());

const call = (id: string, terms: RoundTerms) =>
  api.store.ledger.transactRound({
    roundId: id,
    command: { type: 'call', id, procedure: 'smart-workshop', version: 2, terms },
    actor: miitOfficer,
    key: randomUUID(),
    expectedSeq: null,
  });
const stateOf = async (caseId: string) => {
  const [row] = await api.store.database.admin<{ state: { [part: string]: unknown } }>(
    'SELECT state FROM "case" WHERE id = $1',
    [caseId],
  );
  return row?.state ?? {};
};
const give = async <Body = Receipt>(as: string, caseId: string, type: string, payload: object = {}) =>
  api.ask<Body>('POST', `/cases/${caseId}/commands`, {
    as,
    key: randomUUID(),
    json: { type, payload, expectedSeq: Number((await stateOf(caseId))['seq']) },
  });
const engine = (caseId: string, command: Command) =>
  api.store.ledger.transact({ caseId, command, actor: SYSTEM, key: randomUUID(), expectedSeq: null });
const deadlinesOf = async (as: string, caseId: string) =>
  (await api.ask<{ items: DeadlineView[] }>('GET', `/cases/${caseId}/deadlines`, { as })).body.items;
const submitted = async (enterprise: string) => {
  const application = await ApiCase.open(api, enterprise);
  await application.submit();
  return application.id;
};
const districtOf = (enterprise: string) =>
  `d-${
    sampleData()
      .enterprises.find(({ id }) => id === enterprise)
      ?.district.internalCode.toLowerCase() ?? ''
  }-industry`;

describe('登记簿导入: the bureau keeps the registers, all or nothing, with a trail', () => {
  it('only its officers bring files; offices read; enterprises see nothing, in the API and in the database', async () => {
    const file = registerFile('credit', [credit({ record: 'TRY-1' })]);
    for (const as of ['miit-leader', 'finance-officer', 'd-410183-industry', 'ent06-approver', 'ops1'])
      expect([as, (await upload<ProblemBody>(api, as, 'credit', file)).status]).toEqual([as, 403]);
    expect((await api.ask('GET', '/registers/credit', { as: 'ent06-approver' })).status).toBe(403);
    const read = (person: Parameters<typeof api.store.ledger.read>[0], name: RegisterName) =>
      api.store.ledger.read(person, async (session) => (await listRegister(session, name, { limit: 50 })).items.length);
    const { approver, industry } = castOf('ENT06');
    expect([await read(approver, 'credit'), await read(approver, 'titles')]).toEqual([0, 0]);
    expect([await read(industry, 'credit'), await read(industry, 'titles')]).toEqual([2, 2]);
    const listed = await api.ask<{ items: { number: string; values: object }[] }>('GET', '/registers/credit', {
      as: 'd-410183-industry',
    });
    expect(listed.body.items[0]).toMatchObject({
      number: 'DEMO-ENT06',
      values: { grade: 'general', until: '2018-11-19', source: '信用中国（虚构）', asOf: '2018-03-01' },
    });
  });

  it('a template comes back as it went out, and every fault of a filled one is named by row and column; nothing is taken', async () => {
    const template = await fetch(`${api.url}/api/v1/registers/credit/template.xlsx`, {
      headers: { authorization: `Bearer ${await api.issuer.token('miit-officer')}` },
    });
    const empty = Buffer.from(await template.arrayBuffer());
    expect((await upload<RegisterImportView>(api, 'miit-officer', 'credit', empty)).body).toMatchObject({ rows: 0 });
    const faulty = registerFile('credit', [
      credit({ record: 'NEW-1' }),
      credit({ record: 'NEW-2', creditCode: '91410183FAKE00064B' }),
      credit({ record: 'NEW-1', until: '2017-11-19' }),
      credit({ record: '编号，一' }),
    ]);
    const refused = await upload<ProblemBody>(api, 'miit-officer', 'credit', faulty);
    expect([refused.status, refused.body.code]).toEqual([422, 'register-faulty']);
    expect(refused.body.problems.map(({ at, code }) => [at, code])).toEqual([
      ['第3行·统一社会信用代码', 'bad-credit-code'],
      ['第4行·记录编号', 'twice-in-file'],
      ['第4行·截止日期', 'ends-before-start'],
      ['第5行·记录编号', 'bad-number'],
    ]);
    const unreadable = registerFile('credit', [credit({ grade: '很坏', from: '去年' })]);
    const { body } = await upload<ProblemBody>(api, 'miit-officer', 'credit', unreadable);
    expect(body.problems.map(({ at, code }) => [at, code])).toEqual([
      ['第2行·失信等级', 'unknown-choice'],
      ['第2行·起始日期', 'wrong-type'],
    ]);
    const rows = await api.store.database.admin('SELECT record FROM credit_record ORDER BY record');
    expect(rows).toEqual([{ record: 'DEMO-ENT06' }, { record: 'DEMO-ENT07' }]);
  });

  it('the same file counts once; who brought which file is written down', async () => {
    const file = registerFile('bars', [
      {
        bar: 'BAR-1',
        creditCode: codeOf('ENT10'),
        ground: '弄虚作假',
        source: '市局通报',
        asOf: '2018-03-01',
        from: '2018-01-01',
        until: '2018-02-28',
      },
    ]);
    const [one, two] = await Promise.all(
      [0, 1].map(() => upload<RegisterImportView>(api, 'miit-officer', 'bars', file)),
    );
    expect([one?.body.replayed, two?.body.replayed].sort()).toEqual([false, true]);
    expect(one?.body.id).toBe(two?.body.id);
    const trail = await api.ask<{ items: unknown[] }>('GET', '/registers/bars/imports', { as: 'audit1' });
    expect(trail.body.items).toEqual([
      expect.objectContaining({ sha256: one?.body.sha256, rows: 1, organisation: 'bureau:miit', at: TERMS.opens }),
    ]);
  });

  it('a title of a firm that nobody knows is refused; one that a case keeps is not replaced', async () => {
    const title = {
      programme: '智能车间认定',
      thing: '一号车间',
      awardedOn: '2017-01-01',
      validUntil: '2019-12-31',
      source: '台账',
      asOf: '2018-03-01',
    };
    const file = registerFile('titles', [
      { ...title, certificateNumber: 'SW-2016-009', creditCode: sampleData().usciVectors.valid[0] ?? '' },
      { ...title, certificateNumber: 'SW-2015-001', creditCode: codeOf('ENT12') },
    ]);
    const { body } = await upload<ProblemBody>(api, 'miit-officer', 'titles', file);
    expect(body.problems.map(({ at, code }) => [at, code])).toEqual([
      ['第2行·统一社会信用代码', 'unknown-firm'],
      ['第3行·证书编号', 'kept-by-case'],
    ]);
  });
});

describe('信用与称号核查: what the registers say is in the case, and decides', () => {
  it('ENT07, severe: submitted, but not to be accepted, by the office or by silence', async () => {
    const caseId = await submitted('ENT07');
    expect((await stateOf(caseId))['check']).toMatchObject({
      moment: 'submission',
      credit: { grade: 'severe', record: 'DEMO-ENT07', source: '信用中国（虚构）', asOf: '2018-03-01' },
    });
    const accepted = await give<ProblemBody>(districtOf('ENT07'), caseId, 'accept');
    expect([accepted.status, accepted.body.code]).toEqual([409, 'credit-veto']);
    await clockTo(api.store, '2018-03-09T09:00:00+08:00');
    expect(await stateOf(caseId)).toMatchObject({ outcome: 'not-accepted' });
  });

  it('ENT09, the same workshop holds a title: refused in the same way', async () => {
    const caseId = await submitted('ENT09');
    const accepted = await give<ProblemBody>(districtOf('ENT09'), caseId, 'accept');
    expect([accepted.status, accepted.body.code]).toEqual([409, 'title-already-held']);
    const refused = await give(districtOf('ENT09'), caseId, 'refuse', {
      ground: 'title-already-held',
      opinion: 'SW-2017-003',
    });
    expect(refused.status).toBe(200);
    expect(await stateOf(caseId)).toMatchObject({ outcome: 'not-accepted', check: { title: 'SW-2017-003' } });
  });

  it('ENT06, general: suspended at the cut-off, still so after an import without the repair, and resumed by the one with it', async () => {
    const caseId = await submitted('ENT06');
    await give(districtOf('ENT06'), caseId, 'accept');
    await give(districtOf('ENT06'), caseId, 'pass', { opinion: '符合条件' });
    const countersigned = await give('d-410183-finance', caseId, 'countersign', { opinion: '同意' });
    expect(countersigned.status).toBe(200);
    await clockTo(api.store, TERMS.cutOff);
    await engine(caseId, { type: 'follow-round' });
    expect(await stateOf(caseId)).toMatchObject({ suspension: { ground: 'credit' }, round: null });
    // 365 natural days for the repair, and a reminder ten working days before; nothing else runs while the case stands still.
    expect((await deadlinesOf('ent06-approver', caseId)).map(({ of, rung, dueAt }) => [of, rung, dueAt])).toEqual([
      ['suspension', 'remind', '2019-05-06T09:00:00+08:00'],
      ['suspension', 'lapse', '2019-05-20T00:00:00+08:00'],
    ]);

    const unrepaired = await upload<RegisterImportView>(
      api,
      'miit-officer',
      'credit',
      registerFile('credit', [credit()]),
    );
    expect(unrepaired.body.resumed).toEqual([{ caseId, result: 'still-suspended' }]);
    expect((await give<ProblemBody>('ent06-approver', caseId, 'resume')).body.code).toBe('credit-not-repaired');
    const file = registerFile('credit', [credit({ repairedOn: '2018-05-10' })]);
    const repaired = await upload<RegisterImportView>(api, 'miit-officer', 'credit', file);
    expect(repaired.body.resumed).toEqual([{ caseId, result: 'resumed' }]);
    expect(await stateOf(caseId)).toMatchObject({
      suspension: null,
      stage: 'recommendation',
      check: { credit: { grade: 'none' } },
    });
    const again = await upload<RegisterImportView>(api, 'miit-officer', 'credit', file);
    expect(again.body).toMatchObject({ replayed: true, resumed: [] });
  });

  it('a leader waives the record over HTTP, with a reason, and exactly that record', async () => {
    const file = registerFile('credit', [credit({ record: 'LATER-1', asOf: '2018-05-20', from: '2018-05-18' })]);
    await upload(api, 'miit-officer', 'credit', file);
    const [open] = await api.store.database.admin<{ id: string }>(
      `SELECT id FROM "case" WHERE applicant = $1 AND phase = 'running'`,
      [`enterprise:${codeOf('ENT06')}`],
    );
    const caseId = open?.id ?? '';
    expect((await give<ProblemBody>('miit-officer', caseId, 'waive-credit', { opinion: '已整改' })).status).toBe(403);
    const waived = await give('miit-leader', caseId, 'waive-credit', { opinion: '已缴清罚款并整改' });
    expect([waived.status, (await stateOf(caseId))['waived']]).toEqual([200, 'LATER-1']);
  });
});

describe('复核: ENT12 is examined again by the system, does not report, and loses its title', () => {
  const caseOf = async (certificate: string) => {
    const [row] = await api.store.database.admin<{ review_case: string }>(
      'SELECT review_case FROM title WHERE certificate_number = $1',
      [certificate],
    );
    return row?.review_case ?? '';
  };
  const certificate = (number: string, on?: string) =>
    api.ask<CertificateView>('GET', `/certificates/${number}${on === undefined ? '' : `?on=${on}`}`);

  it('the keeper opened it, once, on the first day; no firm can open one', async () => {
    const caseId = await caseOf('SW-2015-001');
    const opened = await api.store.database.admin(
      `SELECT actor_kind FROM event WHERE type = 'application.opened' AND data->>'origin' = 'SW-2015-001'`,
    );
    expect(opened).toEqual([{ actor_kind: 'system' }]);
    expect(await stateOf(caseId)).toMatchObject({
      procedure: 'smart-workshop-review',
      phase: 'running',
      stage: 'verification',
      submittedOn: null,
    });
    const json = { procedure: 'smart-workshop-review' };
    const own = await api.ask<ProblemBody>('POST', '/cases', { as: 'ent12-filler', key: randomUUID(), json });
    expect([own.status, own.body.code]).toEqual([422, 'procedure-unknown']);
    const offered = await api.ask<{ items: { id: string }[] }>('GET', '/programmes');
    expect(offered.body.items.map(({ id }) => id)).toEqual(['smart-workshop']);
  });

  it('the district finds that production has ceased, the leader revokes, and everybody may read it', async () => {
    const caseId = await caseOf('SW-2015-001');
    const found = await give(districtOf('ENT12'), caseId, 'refuse', {
      ground: 'production-ceased',
      opinion: '现场核查：设备已拆除',
    });
    expect(found.status).toBe(200);
    expect((await certificate('SW-2015-001')).body).toMatchObject({ status: 'under-review' });
    expect((await give('miit-leader', caseId, 'sign')).status).toBe(200);
    expect((await certificate('SW-2015-001')).body).toMatchObject({
      status: 'revoked',
      on: '2018-05-19',
      revokedOn: '2018-05-19',
      ground: { zh: '车间已停产' },
      workshopName: '超硬砂轮成型烧结智能车间',
    });
    expect((await certificate('SW-2015-001', '2018-05-18')).body).toMatchObject({
      status: 'under-review',
      revokedOn: null,
      ground: null,
    });
    expect((await certificate('SW-2015-001', '2018-02-01')).body).toMatchObject({ status: 'valid' });
    expect((await certificate('SW-2015-001', '2015-04-19')).status).toBe(404);
    const { body } = await api.ask<RevocationPage>('GET', '/revocations');
    expect(body.items).toEqual([
      expect.objectContaining({ certificateNumber: 'SW-2015-001', barredUntil: '2020-05-18' }),
    ]);
    const bars = await api.ask<{ items: { number: string; values: object }[] }>(
      'GET',
      `/registers/bars?creditCode=${codeOf('ENT12')}`,
      { as: 'miit-leader' },
    );
    expect(bars.body.items).toMatchObject([
      { number: 'SW-2015-001', values: { ground: 'production-ceased', from: '2018-05-19', until: '2020-05-18' } },
    ]);
  });

  it('ENT09 is examined before its time, with a ground; it reports, passes, and its title goes on', async () => {
    const path = '/titles/SW-2017-003/re-examinations';
    const json = { opinion: '群众反映生产线停用' };
    const asked = (as: string, body: object = json) =>
      api.ask<Receipt & ProblemBody>('POST', path, { as, key: randomUUID(), json: body });
    expect((await asked('finance-officer')).status).toBe(403);
    expect((await asked('miit-officer', { opinion: ' ' })).body.code).toBe('opinion-missing');
    const opened = await asked('miit-officer');
    expect(opened.status).toBe(201);
    expect((await asked('miit-officer')).body.code).toBe('not-now');
    const caseId = opened.body.caseId;
    const saved = await api.ask('PUT', `/cases/${caseId}/form`, {
      as: 'ent09-filler',
      json: reviewReport('郑州示例制药股份有限公司', codeOf('ENT09')),
      headers: { 'if-match': '"1"' },
    });
    expect(saved.status).toBe(200);
    const { media, bytes } = sampleDocument('ENT09', 'audit-report');
    const attached = await api.ask('POST', `/cases/${caseId}/documents?type=review-report&name=report.pdf`, {
      as: 'ent09-filler',
      file: { media, bytes },
    });
    expect(attached.status).toBe(201);
    expect((await give('ent09-approver', caseId, 'submit', { draftVersion: 2 })).status).toBe(200);
    expect((await give(districtOf('ENT09'), caseId, 'pass', { opinion: '生产正常' })).status).toBe(200);
    expect((await give('miit-leader', caseId, 'sign')).status).toBe(200);
    expect((await engine(caseId, { type: 'issue' })).kind).toBe('accepted');
    expect((await certificate('SW-2017-003')).body).toMatchObject({ status: 'valid', validUntil: '2023-12-19' });
    const dayBefore = (await certificate('SW-2017-003', '2018-05-18')).body;
    expect(dayBefore).toMatchObject({ status: 'valid', validUntil: '2020-12-19' });
    const dates = `SELECT ref, recorded_at IS NULL AS open FROM deadline WHERE owner = 'title:SW-2017-003' ORDER BY ref`;
    const due = await api.store.database.admin(dates);
    expect(due).toEqual([
      { ref: 're-examination:2020-12-19', open: false },
      { ref: 're-examination:2023-12-19', open: true },
    ]);
    // What a rebuild of either case would make of the read tables is what they are; the titles are left as later cases have made them.
    const both = 'SELECT * FROM title LEFT JOIN title_period USING (certificate_number) ORDER BY certificate_number';
    const titles = () => api.store.database.admin(both);
    const kept = await titles();
    const masterKeyFile = join(api.data, 'master-key');
    const ledger = await openLedger({ url: api.store.database.app, masterKeyFile, procedures: loadProcedures() });
    for (const id of [caseId, await caseOf('SW-2015-001')]) expect(await ledger.rebuild(id, 'repair')).toEqual([]);
    await ledger.close();
    expect(await titles()).toEqual(kept);
  });
});

describe('禁止申报期: ENT12 has lost its title on 2018-05-19, and is barred until 2020-05-18', () => {
  it('applies anew: the district cannot accept on the last day of the bar, and can on the day after', async () => {
    const year = { year: 2020, opens: '2020-05-11T09:00:00+08:00', closes: '2020-07-01T00:00:00+08:00' };
    await call('smart-workshop-2020', { ...TERMS, ...year, cutOff: '2020-08-01T00:00:00+08:00' });
    await clockTo(api.store, '2020-05-15T09:00:00+08:00');
    const application = await ApiCase.open(api, 'ENT12');
    // The sample has no declaration of ENT12: it declares what another firm did, under its own name.
    const own = { name: '上街示例磨料磨具有限公司（虚构）', creditCode: codeOf('ENT12') };
    const form = sampleForm('ENT01');
    await application.save({ ...form, basic: { ...(form['basic'] as object), ...own } }, 1);
    await application.attachAll();
    expect((await give(application.approver, application.id, 'submit', { draftVersion: 2 })).status).toBe(200);
    const accept = () => give<ProblemBody>(districtOf('ENT12'), application.id, 'accept');
    await clockTo(api.store, '2020-05-18T17:00:00+08:00');
    expect(await accept()).toMatchObject({
      status: 409,
      body: { code: 'barred', clause: 'credit', params: { barredUntil: '2020-05-18' } },
    });
    await clockTo(api.store, '2020-05-19T09:00:00+08:00');
    expect((await accept()).status).toBe(200);
    expect(await stateOf(application.id)).toMatchObject({
      stage: 'district-review',
      check: { moment: 'acceptance', barredUntil: null },
    });
  });
});

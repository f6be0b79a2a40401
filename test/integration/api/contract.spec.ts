import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import type {
  CaseView,
  ChangesView,
  DeadlineList,
  HolderList,
  NearMissView,
  ProblemBody,
  StepList,
} from '@vermilion/contracts';
import { ApiCase } from '../../support/api-case.js';
import { startApi, type TestApi } from '../../support/api.js';
import { sampleDocument } from '../../support/sample-documents.js';

jest.setTimeout(60_000);

const OFFICE = 'd-410122-industry';
const FINANCE = 'd-410122-finance';
const terms = {
  year: 2018,
  opens: '2018-03-01T09:00:00+08:00',
  closes: '2018-04-01T00:00:00+08:00',
  cutOff: '2018-05-01T00:00:00+08:00',
  quota: 5,
  districtCap: 3,
};

let api: TestApi;
let firm: ApiCase;

beforeAll(async () => {
  api = await startApi({ OFFERED_PROCEDURES: 'smart-workshop@2' });
  const json = { procedure: 'smart-workshop', terms };
  const called = await api.ask('POST', '/rounds', { as: 'miit-officer', key: randomUUID(), json });
  expect(called).toMatchObject({ status: 201, body: { roundId: 'smart-workshop-2018' } });
  firm = await ApiCase.open(api, 'ENT02');
  await firm.save(firm.form(), 1);
  await firm.attachAll('photos');
}, 120_000);
afterAll(() => api.stop());

const view = async (as: string) => (await api.ask<CaseView>('GET', `/cases/${firm.id}`, { as })).body;
const ask = async <Body>(as: string, what: string) =>
  (await api.ask<Body>('GET', `/cases/${firm.id}/${what}`, { as })).body;
const stepsOf = async (as: string) => (await ask<StepList>(as, 'steps')).items.map(({ type }) => type);

async function give(as: string, type: string, payload: object) {
  const { seq } = await view(as);
  return firm.command<ProblemBody>(as, type, payload, seq);
}
async function must(as: string, type: string, payload: object): Promise<void> {
  expect([type, await give(as, type, payload)]).toMatchObject([type, { status: 200 }]);
}
function attach(type: string, from = 'ENT02') {
  const { name, media, bytes } = sampleDocument(from, type);
  const path = `/cases/${firm.id}/documents?type=${type}&name=${encodeURIComponent(name)}`;
  return api.ask('POST', path, { as: firm.filler, file: { media, bytes } });
}

/** Any text in which this stands. */
const containing = (part: string): unknown => expect.stringContaining(part);

describe('容缺受理 over HTTP', () => {
  it('a promise beyond the limit is refused at its place, in both languages', async () => {
    const promises = [{ document: 'photos', until: '2018-03-16' }];
    const refused = await give(firm.approver, 'submit', { draftVersion: 2, promises });
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'deferral-not-allowed', problems: [{ at: 'promises[0].until', code: 'promise-too-late' }] },
    });
    expect(refused.body.problems[0]?.message).toContain('2018年3月15日');
    expect(refused.body.problems[0]?.en).toContain('2018-03-15');
  });

  it('with a promise in time the application is received; the promised day stands among its dates, with its reason', async () => {
    await must(firm.approver, 'submit', { draftVersion: 2, promises: [{ document: 'photos', until: '2018-03-15' }] });
    const { items } = await ask<DeadlineList>(firm.approver, 'deadlines');
    expect(items.find(({ id }) => id === 'deferral/photos:lapse')).toMatchObject({
      of: 'deferral',
      dueAt: '2018-03-16T00:00:00+08:00',
      title: { zh: containing('补齐容缺材料'), en: containing('Promised document') },
      basis: { zh: containing('承诺'), en: containing('promised') },
    });
    expect(items.find(({ id }) => id === 'deferral/photos:remind')?.dueAt).toBe('2018-03-14T09:00:00+08:00');
  });

  it('meanwhile the firm may attach what it has promised, and nothing else', async () => {
    expect(await attach('audit-report')).toMatchObject({ status: 409 });
    expect(await attach('photos')).toMatchObject({ status: 201 });
    expect((await view(OFFICE)).documents.map(({ type }) => type)).not.toContain('photos');
    await must(firm.approver, 'supply', { draftVersion: 2 });
    expect((await view(OFFICE)).documents.map(({ type }) => type)).toContain('photos');
    expect(await stepsOf(firm.approver)).not.toContain('supply');
  });

  it('the office sees what has come later', async () => {
    const { items } = await ask<ChangesView>(OFFICE, 'changes');
    expect(items).toMatchObject([
      { by: 'supply', asked: [], changes: [{ target: 'document:photos', kind: 'document', before: null }] },
    ]);
  });
});

describe('一次性告知 over HTTP', () => {
  it('a defect without its reason is refused; a return with reasons is shown with them', async () => {
    await must(OFFICE, 'accept', {});
    const defect = { target: 'document:commitment', what: '缺公章', how: '加盖公章' };
    const refused = await give(OFFICE, 'return', { defects: [defect] });
    expect(refused.body.problems).toMatchObject([{ at: 'defects[0].why', code: 'missing' }]);
    const contact = { target: 'contact.mobile', what: '无法接通', why: '通知附件二', how: '填写可联系的号码' };
    await must(OFFICE, 'return', { defects: [{ ...defect, why: '通知第三条' }, contact] });
    expect((await view(firm.approver)).correction?.defects.map(({ why }) => why)).toEqual(['通知第三条', '通知附件二']);
  });

  it('the reviewer sees what changed, what of it was asked for, and of the contact only that it changed', async () => {
    const { draft } = await view(firm.filler);
    const changes = { 'contact.mobile': '13900000009', 'workshop.name': '更名后的示例车间' };
    expect(await firm.save(firm.form(changes), draft?.version ?? 0)).toMatchObject({ status: 200 });
    expect(await attach('commitment', 'ENT01')).toMatchObject({ status: 201 });
    await must(firm.approver, 'correct', { draftVersion: (draft?.version ?? 0) + 1 });
    for (const as of [OFFICE, FINANCE, 'miit-officer', firm.filler]) {
      const seen = await ask<ChangesView>(as, 'changes');
      const last = seen.items.at(-1);
      expect([as, last?.by, last?.asked.map(({ id }) => id)]).toEqual([as, 'correction', ['1.1', '1.2']]);
      expect(last?.changes).toMatchObject([
        { target: 'workshop.name', kind: 'field', after: '更名后的示例车间', defect: null },
        { target: 'contact', kind: 'personal', before: null, after: null, defect: '1.2' },
        { target: 'document:commitment', kind: 'document', defect: '1.1' },
      ]);
      expect(JSON.stringify(last?.changes)).not.toContain('13900000009');
    }
  });

  it('a firm that has no part in the case sees nothing of it', async () => {
    expect(await api.ask('GET', `/cases/${firm.id}/changes`, { as: 'ent03-filler' })).toMatchObject({ status: 404 });
  });

  it('a second return beyond the first needs the leader', async () => {
    const defects = [{ target: 'document:business-licence', what: '过期', why: '通知第三条', how: '换新' }];
    const refused = await give(OFFICE, 'return', { defects });
    expect(refused).toMatchObject({ status: 422, body: { code: 'return-too-wide' } });
    expect(refused.body.problems).toMatchObject([{ code: 'outside-first-return' }]);
    expect(await stepsOf('miit-leader')).toContain('permit-return');
    await must('miit-leader', 'permit-return', { opinion: '执照确已过期，准予再次补正' });
    await must(OFFICE, 'return', { defects });
    expect(await attach('business-licence', 'ENT01')).toMatchObject({ status: 201 });
    const { draft } = await view(firm.filler);
    await must(firm.approver, 'correct', { draftVersion: draft?.version ?? 0 });
  });
});

describe('期限凭证 the explained deadline', () => {
  it('an extension is asked for, granted, and stands in the calculation day by day', async () => {
    expect(await stepsOf(OFFICE)).toContain('ask-extension');
    await must(OFFICE, 'ask-extension', { days: 3, opinion: '需现场核查' });
    expect(await stepsOf('miit-leader')).toEqual(expect.arrayContaining(['grant-extension', 'deny-extension']));
    await must('miit-leader', 'grant-extension', { opinion: '同意' });
    const { items } = await ask<DeadlineList>(OFFICE, 'deadlines');
    const due = items.find(({ id }) => id === 'district-review#2:lapse');
    expect(due).toMatchObject({ of: 'stage', dueAt: '2018-03-21T00:00:00+08:00' });
    expect(due?.words.zh).toContain('含批准延期3日');
    expect(due?.words.en).toContain('3 of them granted as an extension');
    expect(due?.derivation['extendedBy']).toBe(3);
  });

  it('a case that waits for its round has no limit of its own, but the dates of the round', async () => {
    await must(OFFICE, 'pass', { opinion: '属实' });
    await must(FINANCE, 'countersign', { opinion: '同意' });
    for (const as of [OFFICE, firm.filler]) {
      const { items, waiting } = await ask<DeadlineList>(as, 'deadlines');
      expect(waiting?.zh).toContain('轮次');
      expect(items.find(({ id }) => id === 'round/cut-off:lapse')).toMatchObject({
        of: 'round',
        dueAt: terms.cutOff,
        title: { zh: '推荐截止', en: 'Recommendations close' },
      });
    }
  });

  it('every date of the case has a title, a basis and a sentence in both languages', async () => {
    const { items } = await ask<DeadlineList>(firm.filler, 'deadlines');
    for (const { id, title, basis, words } of items)
      for (const text of [title, basis, words])
        expect([id, /[\u4e00-\u9fff]/.test(text.zh), /[\u4e00-\u9fff]/.test(text.en)]).toEqual([id, true, false]);
  });

  it('the holders sum up to the whole time of the case', async () => {
    await api.store.setClock('2018-03-12T15:30:00+08:00');
    const { items, totals, whole } = await ask<HolderList>(firm.filler, 'clock');
    expect(whole).toMatchObject({ from: items[0]?.from, until: '2018-03-12T15:30:00+08:00' });
    expect(totals.reduce((sum, { milliseconds }) => sum + milliseconds, 0)).toBe(whole?.milliseconds);
    expect(whole?.milliseconds).toBe(Date.parse('2018-03-12T15:30:00+08:00') - Date.parse(items[0]?.from ?? ''));
    items.slice(1).forEach(({ from }, index) => expect(from).toBe(items[index]?.until));
  });
});

describe('差一点报告 over HTTP', () => {
  let short: ApiCase;
  const report = (as: string) => api.ask<NearMissView & ProblemBody>('GET', `/cases/${short.id}/near-miss`, { as });
  beforeAll(async () => {
    short = await ApiCase.open(api, 'ENT04');
    await short.save(short.form(), 1);
  });

  it('a draft below the gate is told how many machines, and what to declare', async () => {
    const { body } = await report(short.filler);
    // 16 of 29 machines are under control; 70 % of 29 are 21.
    expect(body).toMatchObject({ outcome: null, change: { controlled: 5 } });
    expect(body.misses.map(({ of }) => of)).toEqual(expect.arrayContaining(['gate', 'declaration']));
    expect(body.misses.find(({ of }) => of === 'gate')).toMatchObject({
      condition: { zh: '设备数控化率不低于70%' },
      evidence: { zh: containing('16/29') },
      figures: { missing: 5, needed: 21 },
    });
  });

  it('as a letter', async () => {
    const answer = await api.ask<string>('GET', `/cases/${short.id}/near-miss.pdf`, { as: short.filler });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.body.slice(0, 5)).toBe('%PDF-');
  });

  it('a case under way has none; nobody else may ask', async () => {
    const none = await api.ask('GET', `/cases/${firm.id}/near-miss`, { as: firm.filler });
    expect(none).toMatchObject({ status: 404, body: { code: 'near-miss-none' } });
    expect(await report('ent03-filler')).toMatchObject({ status: 404 });
    expect(await report('ops1')).toMatchObject({ status: 403 });
  });

  it('refused by the district: the ground, for firm and office, as a letter of the office that refused', async () => {
    const refused = await ApiCase.open(api, 'ENT01');
    await refused.submit();
    const office = 'd-zz-gxq-industry';
    const { body } = await api.ask<CaseView>('GET', `/cases/${refused.id}`, { as: office });
    const refusal = { ground: 'outside-scope', opinion: '不属于工业车间' };
    expect(await refused.command(office, 'refuse', refusal, body.seq)).toMatchObject({ status: 200 });
    for (const as of [refused.filler, office]) {
      const letter = await api.ask<NearMissView>('GET', `/cases/${refused.id}/near-miss`, { as });
      expect(letter.body).toMatchObject({
        outcome: 'not-accepted',
        misses: [{ of: 'ground', figures: { stage: 'acceptance', ground: 'outside-scope' } }],
      });
      expect(await api.ask('GET', `/cases/${refused.id}/near-miss.pdf`, { as })).toMatchObject({ status: 200 });
    }
  });
});

describe('日历 over HTTP', () => {
  const off = (date: string) => ({ date, kind: 'holiday', name: '法定节假日' });
  const days = ['01-01', '05-01', '10-01', '10-02', '10-03'].map((day) => off(`2027-${day}`));
  const source = '示例：关于2027年部分节假日安排的通知';
  const publish = (as: string, json: object) => api.ask<ProblemBody>('POST', '/operations/calendar', { as, json });

  it('is published by operations alone', async () => {
    for (const as of ['miit-officer', 'audit1', firm.approver])
      expect(await publish(as, { year: 2027, source, days })).toMatchObject({ status: 403 });
  });

  it('a year with faults is refused with each of them', async () => {
    const faulty = [...days.slice(1), off('2028-01-01'), { date: '2027-07-01', kind: 'make-up', name: '调休' }];
    const refused = await publish('ops1', { year: 2027, source, days: faulty });
    expect(refused).toMatchObject({ status: 422, body: { code: 'calendar-year-invalid' } });
    expect(refused.body.problems.map(({ code }) => code)).toEqual([
      'day-outside-year',
      'make-up-on-a-weekday',
      'statutory-day-missing',
    ]);
  });

  it('a whole year is published once', async () => {
    const done = await publish('ops1', { year: 2027, source, days });
    expect(done).toMatchObject({ status: 201, body: { year: 2027, days: 5 } });
    expect(await publish('ops1', { year: 2027, source, days })).toMatchObject({
      status: 409,
      body: { code: 'calendar-year-published', params: { year: 2027, source } },
    });
    const { body } = await api.ask('GET', '/operations/calendar', { as: 'audit1' });
    expect(body).toMatchObject({ editions: [{ year: 2027, source, on: '2018-03-12', correction: false }] });
  });
});

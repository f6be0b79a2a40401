import { jest } from '@jest/globals';
import type { CaseView, ProblemBody } from '@vermilion/contracts';
import { ApiCase } from '../../support/api-case.js';
import { startApi, type TestApi } from '../../support/api.js';
import { sampleDocument } from '../../support/sample-documents.js';
import { traceOf } from '../../support/trace-of.js';

jest.setTimeout(60_000);

const OFFICE = 'd-zz-gxq-industry';
const DEFECTS = [
  { target: 'contact.mobile', what: '手机号码无法接通', how: '填写可联系的号码' },
  { target: 'document:audit-report', what: '审计报告年度不符', how: '上传2017年度审计报告' },
  { target: 'document:commitment', what: '承诺书缺公章', how: '加盖公章后重新上传' },
];

let api: TestApi;
let returned: ApiCase;

beforeAll(async () => {
  api = await startApi();
  returned = await ApiCase.open(api);
  await returned.submit();
  for (const [type, payload] of [
    ['accept', {}],
    ['return', { defects: DEFECTS }],
  ] as const) {
    const { seq } = await seen(OFFICE);
    expect(await returned.command(OFFICE, type, payload, seq)).toMatchObject({ status: 200 });
  }
}, 120_000);
afterAll(() => api.stop());

async function seen(as: string): Promise<CaseView> {
  return (await api.ask<CaseView>('GET', `/cases/${returned.id}`, { as })).body;
}

/** Submits the draft as it stands as the correction. */
async function correct() {
  const { seq, draft } = await seen(returned.approver);
  return returned.command<ProblemBody>(returned.approver, 'correct', { draftVersion: draft?.version ?? 0 }, seq);
}

/** Submits a correction that must be refused, and sees that it has left nothing. @returns the defects it names. */
async function leftOpen() {
  const before = await traceOf(api, returned.id);
  const answer = await correct();
  expect(await traceOf(api, returned.id)).toEqual(before);
  expect(answer).toMatchObject({ status: 422, body: { code: 'defects-left-open', clause: 'stages.correction' } });
  expect(answer.body.remedy).toBe('请逐项改正后再提交补正。');
  expect(answer.body.en.remedy).toBe('Change each of them, then submit the correction.');
  for (const problem of answer.body.problems)
    expect(problem).toMatchObject({ code: 'defect-open', remedy: { zh: '请改正此项。', en: 'Change it.' } });
  return answer.body.problems.map(({ at, params }) => [params['defect'], at]);
}

async function attach(type: string, name: string, bytes: Buffer): Promise<void> {
  const path = `/cases/${returned.id}/documents?type=${type}&name=${encodeURIComponent(name)}`;
  const file = { media: 'application/pdf', bytes };
  expect(await api.ask('POST', path, { as: returned.filler, file })).toMatchObject({ status: 201 });
}

describe('a correction', () => {
  it('that leaves listed defects open is refused with each of them, and changes nothing', async () => {
    expect(await leftOpen()).toEqual([
      ['1.1', 'contact.mobile'],
      ['1.2', 'document:audit-report'],
      ['1.3', 'document:commitment'],
    ]);
  });

  it('is refused for the one that is left, also when the same bytes come under another name', async () => {
    const { draft } = await seen(returned.filler);
    const form = returned.form({ 'contact.mobile': '13900000009' });
    expect(await returned.save(form, draft?.version ?? 0)).toMatchObject({ status: 200 });
    await attach('audit-report', '审计报告2017.pdf', sampleDocument('ENT02', 'audit-report').bytes);
    await attach('commitment', '承诺书（新）.pdf', sampleDocument('ENT01', 'commitment').bytes);
    expect(await leftOpen()).toEqual([['1.3', 'document:commitment']]);
  });

  it('is taken when everything listed has changed', async () => {
    await attach('commitment', '承诺书.pdf', sampleDocument('ENT02', 'commitment').bytes);
    expect(await correct()).toMatchObject({ status: 200, body: { replayed: false } });
  });
});

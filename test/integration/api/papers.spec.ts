import * as xlsx from '@e965/xlsx';
import { jest } from '@jest/globals';
import type { CallList, CaseView, NearMissView, ProblemBody } from '@vermilion/contracts';
import type { ApiCase } from '../../support/api-case.js';
import { ApiCase as Application } from '../../support/api-case.js';
import { API_TERMS, ApiRound, districtCode, districtOf } from '../../support/api-round.js';
import { startApi, type TestApi } from '../../support/api.js';
import { download, textOfPdf, type Download } from '../../support/download.js';
import { seedDemoRegisters } from '../../support/register-files.js';

jest.setTimeout(180_000);

const PUBLIC_URL = 'https://vermilion.example';
const LETTER = '/rounds/smart-workshop-2018/documents/1.pdf';
const SAMPLE = '样张';

let api: TestApi;
let round: ApiRound;
/** First in order; second, outside the quota; below the pass mark; not recommended; refused by the district; severe credit record. */
let [awarded, nursery, below, left, refused, severe] = [] as unknown as ApiCase[];

beforeAll(async () => {
  api = await startApi({
    OFFERED_PROCEDURES: 'smart-workshop@2,smart-workshop-review@1',
    PUBLIC_URL: `${PUBLIC_URL}/`,
  });
  await seedDemoRegisters(api.store);
  round = new ApiRound(api);
  await round.call();
  await round.comesTo('2018-03-01T09:00:00+08:00');
  severe = await Application.open(api, 'ENT07');
  await severe.submit();
  refused = await Application.open(api, 'ENT05');
  await refused.submit();
  await round.decide(refused, districtOf('ENT05'), 'accept', {});
  const opinion = '设备发票与清单不符，第3项无法核实';
  await round.decide(refused, districtOf('ENT05'), 'refuse', { ground: 'false-information', opinion });
  for (const enterprise of ['ENT01', 'ENT11', 'ENT10'] as const) {
    const application = await round.reviewed(enterprise);
    await round.must(districtOf(enterprise), 'recommend', { cases: [application.id] });
    if (enterprise === 'ENT01') awarded = application;
    else if (enterprise === 'ENT11') nursery = application;
    else below = application;
  }
  left = await round.reviewed('ENT03');
  await round.work();
  for (const application of [awarded, nursery, below])
    if (application) await round.decide(application, 'miit-officer', 'pass', { opinion: '' });
  await round.comesTo('2018-04-10T00:00:00+08:00');
}, 180_000);
afterAll(() => api.stop());

function known(application: ApiCase | undefined): ApiCase {
  if (!application) throw new Error('the story has not come so far');
  return application;
}
const decisionOf = (application: ApiCase | undefined, as?: string) =>
  download(api, `/cases/${known(application).id}/decision.pdf`, as ?? known(application).approver);
const codeIn = ({ status, bytes }: Download) => [status, (JSON.parse(bytes.toString()) as ProblemBody).code];
const outcomeOf = async (application: ApiCase | undefined) =>
  (await api.ask<CaseView>('GET', `/cases/${known(application).id}`, { as: 'miit-officer' })).body.outcome;

describe('a paper that nothing has been decided for', () => {
  it('does not exist yet: no document of the round, no letter of a running case', async () => {
    for (const as of ['miit-officer', undefined])
      expect(codeIn(await download(api, LETTER, as))).toEqual([404, 'no-such-paper']);
    expect(codeIn(await decisionOf(awarded))).toEqual([404, 'no-such-paper']);
    expect(codeIn(await download(api, '/certificates/SW-2018-001/certificate.pdf'))).toEqual([404, 'not-found']);
    for (const path of ['/rounds/smart-workshop-2018/documents/0.pdf', '/rounds/2018/documents/1.pdf'])
      expect(codeIn(await download(api, path, 'miit-officer'))).toEqual([422, 'request-invalid']);
  });
});

describe('县区汇总表: the summary of a district', () => {
  const path = (enterprise: string) => `/rounds/smart-workshop-2018/districts/${districtCode(enterprise)}/summary.xlsx`;

  it('holds what the district recommends, with its indicators, marked as a sample under the manual clock', async () => {
    const file = await download(api, path('ENT01'), districtOf('ENT01'));
    expect(file.headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    expect(file.headers.get('content-disposition')).toContain(
      `filename="smart-workshop-2018-${districtCode('ENT01')}.xlsx"`,
    );
    const sheet = xlsx.read(file.bytes).Sheets['汇总表'] ?? {};
    const [title, note, head, row, ...more] = xlsx.utils.sheet_to_json<string[]>(sheet, { header: 1 });
    expect(title?.[0]).toBe('郑州高新技术产业开发区2018年度智能车间推荐汇总表（样张）');
    expect(note?.[0]).toContain('制表日期：2018年4月10日');
    expect(head).toEqual([
      '序号',
      '企业名称',
      '车间名称',
      '统一社会信用代码',
      '设备数控化率（%）',
      '设备联网率（%）',
      '办理状态',
    ]);
    expect(row?.slice(0, 4)).toEqual([
      1,
      expect.stringContaining('掘进装备'),
      '盾构刀盘关键部件智能车间',
      '91410100FAKE00013T',
    ]);
    expect(row?.[6]).toBe('市级专家评审');
    expect(more).toEqual([]);
  });

  it('is for the district itself and the bureau: another district, finance and firms get none', async () => {
    for (const as of ['miit-officer', 'miit-leader', 'audit1'])
      expect((await download(api, path('ENT01'), as)).status).toBe(200);
    for (const as of [districtOf('ENT11'), districtOf('ENT01', 'finance'), 'finance-officer'])
      expect([as, codeIn(await download(api, path('ENT01'), as))]).toEqual([as, [404, 'not-found']]);
    expect(codeIn(await download(api, path('ENT01'), 'ent01-approver'))).toEqual([403, 'role-not-permitted']);
    expect(codeIn(await download(api, path('ENT01')))).toEqual([401, 'unauthorised']);
  });
});

describe('告知书: the letter of a decision', () => {
  beforeAll(async () => {
    for (const application of [awarded, nursery, below]) await round.judge(known(application));
    await round.work();
    await round.must('miit-leader', 'propose', { opinion: '同意' });
    await round.work();
  }, 120_000);

  it('of a refusal says the stage, the ground, the words of the office, the clause and what can be done until when', async () => {
    const file = await decisionOf(refused);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="decision-2018-\d{6}\.pdf"/);
    expect(file.headers.get('cache-control')).toBe('private, no-store');
    const text = await textOfPdf(file);
    for (const part of [
      '巩义市工信局',
      '不予认定告知书',
      '在“县区初审”环节决定不予认定。理由：申报材料不实。',
      '办理意见：设备发票与清单不符，第3项无法核实',
      '《郑州市推进工业智能化改造攻坚方案》重点任务“建设智能车间智能工厂”（郑政文〔2017〕146号）',
      '自收到本不予认定告知书之日起10个工作日内（至2018年3月15日），通过申报平台向郑州市工业和信息化委员会申请复核',
      '行政复议',
      '2018年3月1日',
      SAMPLE,
    ])
      expect(text).toContain(part);
    expect(await outcomeOf(refused)).toBe('refused');
  });

  it('of an application that silence could not accept names the record of the register', async () => {
    const text = await textOfPdf(await decisionOf(severe));
    for (const part of ['不予受理告知书', '列入严重失信主体名单', 'DEMO-ENT07', '来源：信用中国（虚构）'])
      expect(text).toContain(part);
    expect(await outcomeOf(severe)).toBe('not-accepted');
  });

  it('of one below the pass mark, outside the quota or not recommended says exactly that', async () => {
    const refusal = await textOfPdf(await decisionOf(below));
    expect(refusal).toMatch(/专家评审未达到合格线.*专家评审得分\d+\.\d\d分，合格线60分/);
    expect(refusal).toMatch(
      /专家评语.*第1席，信息基础设施与网络安全：依据现场材料评定.*第5席，示范推广价值：依据现场/s,
    );
    for (const other of [nursery, refused, severe])
      expect(await textOfPdf(await decisionOf(other))).not.toContain('专家评语');
    // 须写明分数与名次 (sample data, ENT11).
    expect(await textOfPdf(await decisionOf(nursery))).toContain(
      '该项目专家评审得分76.00分，在2个项目中列第2位，在本轮次名额以外，列入培育库',
    );
    const text = await textOfPdf(await decisionOf(left));
    expect(text).toContain('未列入新郑市的推荐名单');
    expect(text).toContain('未予推荐告知书');
    expect([await outcomeOf(below), await outcomeOf(nursery), await outcomeOf(left)]).toEqual([
      'refused',
      'nursery-list',
      'not-recommended',
    ]);
  });

  it('of one outside the quota has its score and place in the near-miss letter, too (sample data, ENT11)', async () => {
    const { id, approver } = known(nursery);
    const { body } = await api.ask<NearMissView>('GET', `/cases/${id}/near-miss`, { as: approver });
    expect(body.misses).toMatchObject([
      {
        of: 'place',
        evidence: {
          zh: '专家评审得分76.00分，在2个项目中列第2位',
          en: 'a mark of 76.00 by the panel, place 2 of 2',
        },
        figures: { score: 76, rank: 2 },
      },
    ]);
    const letter = await textOfPdf(await download(api, `/cases/${id}/near-miss.pdf`, approver));
    expect(letter.replace(/\s/g, '')).toContain('专家评审得分76.00分，在2个项目中列第2位');
  });

  it('差一点报告: the near-miss letter names the points, the places or the list that were missing', async () => {
    const nearMissOf = (application: ApiCase | undefined) =>
      download(api, `/cases/${known(application).id}/near-miss.pdf`, known(application).approver).then(textOfPdf);
    const [mark, place, list] = [await nearMissOf(below), await nearMissOf(nursery), await nearMissOf(left)];
    for (const part of ['专家评审得分不低于60分', '得分低于合格线60分，相差3.17分', SAMPLE])
      expect(mark).toContain(part);
    expect(place).toMatch(/在2个项目中列第2位.*上升1位即可入围/s);
    for (const part of ['未获县区推荐', '列入县区推荐名单', '推荐截止时县区推荐了0个项目，不含本项目'])
      expect(list).toContain(part);
  });

  it('is for the applicant and the offices of the case, nobody else', async () => {
    for (const as of ['ent05-filler', districtOf('ENT05'), 'miit-leader'])
      expect([as, (await decisionOf(refused, as)).status]).toEqual([as, 200]);
    for (const as of ['ent01-approver', districtOf('ENT01')])
      expect([as, codeIn(await decisionOf(refused, as))]).toEqual([as, [404, 'not-found']]);
    for (const as of ['exp01', 'ops1', 'audit1'])
      expect([as, codeIn(await decisionOf(refused, as))]).toEqual([as, [403, 'role-not-permitted']]);
  });

  it('with a name that the typeface lacks is refused with the character, not printed with a hole', async () => {
    const rename = (from: string, to: string) =>
      api.store.database.admin('UPDATE party SET name_zh = replace(name_zh, $1, $2) WHERE organisation LIKE $3', [
        from,
        to,
        'enterprise:%',
      ] as never);
    await rename('铝材', '铝🙂材');
    const { status, bytes } = await decisionOf(refused);
    await rename('铝🙂材', '铝材');
    expect([status, JSON.parse(bytes.toString())]).toMatchObject([
      422,
      { code: 'unprintable-character', params: { characters: '🙂 (U+1F642)' } },
    ]);
  });
});

describe('认定文件、证书: what is signed', () => {
  beforeAll(async () => {
    await round.comesTo('2018-04-17T00:00:00+08:00');
    await round.must('miit-leader', 'issue', { opinion: '同意发文' });
    await round.work();
  }, 60_000);

  it('the document has its number, the notice, the list with enterprise, workshop and district, and where to check it', async () => {
    const file = await download(api, LETTER, 'ent02-filler');
    const text = await textOfPdf(file);
    for (const part of [
      '郑州市工业和信息化委员会文件',
      '郑工信〔2018〕1号',
      '关于公布2018年度郑州市智能车间认定名单的通知',
      '郑工信公示〔2018〕1号，2018年4月10日至2018年4月16日',
      '决定认定1个车间',
      '盾构刀盘关键部件智能车间郑州高新技术产业开发区',
      '2018年4月17日',
      `${PUBLIC_URL}/api/v1/notices/smart-workshop-2018`,
      SAMPLE,
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('定制家具');
    expect((await download(api, LETTER, 'ent02-filler')).bytes.equals(file.bytes)).toBe(true);
    // What it makes known is for everybody, and everybody finds it.
    const { body } = await api.ask<CallList>('GET', '/calls');
    const [number, on] = ['郑工信〔2018〕1号', '2018-04-17'];
    const { opens, closes } = API_TERMS;
    const documents = [{ order: 1, number, on, supplementary: false, entries: 1 }];
    // Of a call when one may apply and what came of it: nothing of quota, lists or marks.
    expect(body.items[0]?.calls).toEqual([{ id: round.id, year: 2018, opens, closes, standing: 'closed', documents }]);
    expect(body.items[0]).toMatchObject({
      procedure: { id: 'smart-workshop' },
      office: { zh: '郑州市工业和信息化委员会' },
    });
    expect((await download(api, LETTER)).bytes.equals(file.bytes)).toBe(true);
    expect(codeIn(await download(api, LETTER.replace('1.pdf', '2.pdf'), 'ops1'))).toEqual([404, 'no-such-paper']);
  });

  it('the certificate is for anybody, with the address under which anybody checks it', async () => {
    const file = await download(api, '/certificates/SW-2018-001/certificate.pdf');
    expect([file.status, file.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringContaining('attachment; filename="certificate-SW-2018-001.pdf"'),
    ]);
    const text = await textOfPdf(file);
    for (const part of [
      '证书编号：SW-2018-001',
      '“盾构刀盘关键部件智能车间”为郑州市智能车间',
      '认定文件：郑工信〔2018〕1号',
      '2018年4月17日至2021年4月16日',
      `${PUBLIC_URL}/api/v1/certificates/SW-2018-001`,
      SAMPLE,
    ])
      expect(text).toContain(part);
    const code = await download(api, '/certificates/SW-2018-001/code.svg');
    expect([code.status, code.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    expect(code.bytes.toString()).toMatch(/^<svg[^>]*>/);
    expect(codeIn(await decisionOf(awarded))).toEqual([404, 'no-such-paper']);
  });

  it('and what was taken away is no certificate any more, but a decision of revocation', async () => {
    await round.comesTo('2018-05-19T00:00:00+08:00');
    const [row] = await api.store.database.admin<{ review_case: string }>(
      `SELECT review_case FROM title WHERE certificate_number = 'SW-2015-001'`,
    );
    const path = `/cases/${row?.review_case ?? ''}`;
    for (const [as, type, payload] of [
      [districtOf('ENT12'), 'refuse', { ground: 'production-ceased', opinion: '设备已拆除' }],
      ['miit-leader', 'sign', {}],
    ] as const) {
      const { seq } = (await api.ask<CaseView>('GET', path, { as })).body;
      const json = { type, payload, expectedSeq: seq };
      expect((await api.ask('POST', `${path}/commands`, { as, key: `${type}-ent12`, json })).status).toBe(200);
    }
    expect(codeIn(await download(api, '/certificates/SW-2015-001/certificate.pdf'))).toEqual([
      409,
      'certificate-not-valid',
    ]);
    const text = await textOfPdf(await download(api, `${path}/decision.pdf`, 'ent12-approver'));
    for (const part of [
      '撤销称号决定书',
      '“超硬砂轮成型烧结智能车间”的郑州市智能车间称号（证书编号SW-2015-001）',
      '决定自2018年5月19日起撤销该称号',
      '车间已停产',
      '至2020年5月18日止，不得再次申报',
    ])
      expect(text).toContain(part);
  });
});

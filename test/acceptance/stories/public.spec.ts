import type { DrawView, NoticeView } from '@vermilion/contracts';
import type { Page } from 'playwright-core';
import { offencesOn } from '../../support/accessibility.js';
import { NoticeInPlace } from '../../support/notice-in-place.js';
import { WebSystem } from '../../support/web-system.js';

const PATIENCE_MS = 300_000;
const PHONE = { width: 360, height: 740 };
const NOTICE = '智能车间认定公示';
const FACTS = '公示车间的设备于上月方才安装，并未投产（虚构内容）。';
const ANSWER = '经两人现场核查，设备均已投产，异议不成立（虚构意见）。';
const [OBJECTED, QUIET] = ['ENT01', 'ENT03'] as const;

/** What somebody without an account finds, on a telephone: the notice, an objection and its answer, certificates, draws. */
describe('the pages that are for everybody', () => {
  let web: WebSystem;
  let place: NoticeInPlace;
  let page: Page;
  let cases: string[] = [];
  let receipt = '';

  beforeAll(async () => {
    web = await WebSystem.start(9620);
    place = new NoticeInPlace(web.api);
    cases = await place.published(OBJECTED, QUIET);
    page = await web.anybody(PHONE);
  }, PATIENCE_MS);

  afterAll(async () => web?.close(), 60_000);

  const noticeNow = () => web.api.as('ops1').get<NoticeView>('notices/smart-workshop-2018');
  const go = async (path: string) => {
    await page.goto(`${web.base}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  /** Nothing runs out of the screen, and nothing offends the rules of accessibility. */
  const isWellMade = async () => {
    await page.waitForLoadState('networkidle').catch(() => undefined);
    const where = new URL(page.url()).pathname;
    const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect([where, over, await offencesOn(page)]).toEqual([where, 0, []]);
  };
  const fill = async (values: { readonly [label: string]: string }) => {
    for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value);
  };
  const said = async (label: string) => {
    const field = page.getByLabel(label, { exact: true });
    const id = /\S+-fault/.exec((await field.getAttribute('aria-describedby')) ?? '')?.[0] ?? '';
    return page.locator(`[id="${id}"]`).textContent();
  };

  it(
    'finds from the home page the notice that runs: until when, who is on it, how its days are counted',
    async () => {
      await go('/');
      await page.getByText('2018年5月25日 24时前受理异议').waitFor();
      await page.getByText('还剩4天15小时').waitFor();
      await isWellMade();
      await page.getByRole('link', { name: NOTICE }).click();
      await page.getByRole('heading', { name: NOTICE, level: 1 }).waitFor();
      expect(await page.title()).toContain(NOTICE);
      expect(await page.evaluate('document.activeElement.id')).toBe('content');
      expect(await page.getByRole('row').count()).toBe(3);
      await page.getByText('自2018年5月21日起5个工作日（起始日计入），至2018年5月25日24时止。').waitFor();
      expect(await page.getByRole('list', { name: '公示期的每一天' }).getByRole('listitem').count()).toBe(5);
      await isWellMade();
    },
    PATIENCE_MS,
  );

  it(
    'objects: what is missing is said beside each field, what was typed outlives a reload and a lost connection, then there is a receipt',
    async () => {
      await page.getByRole('link', { name: /^对郑州示例掘进装备有限公司.*提出异议$/ }).click();
      await page.getByRole('button', { name: '提交异议' }).click();
      expect(await said('姓名或单位名称')).toContain('匿名异议不予受理');
      expect(await page.evaluate('document.activeElement.name')).toBe('name');
      await isWellMade();

      await fill({ 姓名或单位名称: '钱守正（虚构）', 地址: '虚构路9号', 电话: '12', 事实与理由: FACTS });
      await page.getByLabel('本人已亲笔签名').check();
      await page.getByRole('button', { name: '提交异议' }).click();
      await page.getByText('有1处需要改正').waitFor();
      expect(await said('电话')).toBe('不是可以联系的电话。请填写可以联系的电话号码。');
      await fill({ 电话: '0371-60009999' });

      await page.reload();
      expect(await page.getByLabel('事实与理由').inputValue()).toBe(FACTS);
      await page.context().setOffline(true);
      await page.getByRole('button', { name: '提交异议' }).click();
      await page.getByRole('alert').getByText('没有丢失').waitFor();
      await page.context().setOffline(false);
      await page.getByRole('button', { name: '提交异议' }).click();
      await page.getByRole('heading', { name: '异议已收到' }).waitFor();
      await page.getByText('在公示期内；该项暂缓').waitFor();
      receipt = /(?:[0-9A-Z]{4} ){7}[0-9A-Z]{4}/.exec((await page.getByRole('main').textContent()) ?? '')?.[0] ?? '';
      expect(receipt).not.toBe('');
      expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('钱守正');
      await isWellMade();
    },
    PATIENCE_MS,
  );

  it(
    'follows it by the receipt alone: being looked into, then answered; a wrong receipt is refused without saying which there are',
    async () => {
      const look = async (code: string) => {
        await page.getByLabel('回执编码').fill(code);
        await page.getByRole('button', { name: '查询', exact: true }).click();
      };
      await page.getByRole('link', { name: '查询异议' }).click();
      await look(receipt.toLowerCase());
      await page.getByRole('heading', { name: '正在核查' }).waitFor();
      const wrong: (string | null)[] = [];
      for (const code of ['1234', '0'.repeat(32)]) {
        await look(code);
        await page.getByRole('heading', { name: '没有查到，请核对回执编码' }).waitFor();
        wrong.push(await page.getByRole('alert').textContent());
      }
      expect(wrong[0]).toBe(wrong[1]);
      await isWellMade();

      await place.answered(OBJECTED, cases[0] ?? '', ANSWER);
      await page.reload();
      await look(receipt);
      await page.getByRole('heading', { name: '已核查，可在期限内申请复核' }).waitFor();
      await page.getByText(ANSWER).waitFor();
      expect(page.url()).not.toContain(receipt.replaceAll(' ', ''));
      await isWellMade();
    },
    PATIENCE_MS,
  );

  it(
    'draws the panel again in the own browser, which says that it comes out the same; and says so when it does not',
    async () => {
      await go('/notices/smart-workshop-2018');
      await page.getByRole('link', { name: /示例掘进装备.*的专家抽取$/ }).click();
      await page.getByRole('heading', { name: '您的浏览器重新抽取，结果与公布的完全一致' }).waitFor();
      await isWellMade();

      await page.route('**/api/v1/draws/*', async (route) => {
        const response = await route.fetch();
        const draw = (await response.json()) as DrawView;
        const seats = draw.seats.map((seat, at) => ({ ...seat, token: draw.seats[at === 0 ? 1 : 0]?.token ?? '' }));
        await route.fulfill({ response, json: { ...draw, seats } });
      });
      await page.reload();
      await page.getByRole('heading', { name: '重新计算的结果与公布的不一致' }).waitFor();
      await page.unroute('**/api/v1/draws/*');
    },
    PATIENCE_MS,
  );

  it(
    'nobody has objected to the other entry: after the notice the page says that it is over, and what was signed',
    async () => {
      await place.round.until('2018-05-26T09:00:00+08:00');
      await go('/notices/smart-workshop-2018');
      await page.getByText('公示已于2018年5月25日 24时结束').waitFor();
      await page.getByText('认定文件尚未签发').waitFor();
      await place.signed();
      await page.reload();
      await page.getByText('公示期满，已签发认定文件').waitFor();
      const { entries } = await noticeNow();
      const numbers = entries.map(({ caseId, certificateNumber }) => [caseId, certificateNumber !== null]);
      expect(numbers).toEqual([
        [cases[0], false],
        [cases[1], true],
      ]);
      await isWellMade();
      await go('/');
      await page.getByText('目前没有正在公示的名单').waitFor();
      const file = page.waitForEvent('download');
      await page.getByRole('link', { name: /^郑工信〔2018〕1号/ }).click();
      expect((await file).suggestedFilename()).toMatch(/\.pdf$/);
    },
    PATIENCE_MS,
  );

  it(
    'checks a certificate by its number from the home page; a number that nobody has is said to be none',
    async () => {
      const number = (await noticeNow()).entries[1]?.certificateNumber ?? '';
      await page.getByLabel('证书编号').fill(number.toLowerCase());
      await page.getByRole('button', { name: '查验' }).click();
      await page.getByRole('heading', { name: /2018年5月26日有效/ }).waitFor();
      await page.getByRole('img', { name: '本查验页的二维码' }).waitFor();
      await isWellMade();
      await page.getByLabel('证书编号').fill('SW-2018-999');
      await page.getByRole('button', { name: '查验' }).click();
      await page.getByRole('heading', { name: '没有查到证书“SW-2018-999”' }).waitFor();
      await isWellMade();
    },
    PATIENCE_MS,
  );

  it(
    'reads all of it in English, too, and the pages say so',
    async () => {
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('heading', { name: 'No certificate “SW-2018-999”' }).waitFor();
      expect(await page.evaluate('document.documentElement.lang')).toBe('en');
      await page.getByRole('link', { name: 'Home', exact: true }).click();
      await page.getByRole('heading', { name: 'Calls and notices' }).waitFor();
      await page.getByRole('link', { name: /^Public notice/ }).click();
      await page.getByText('The notice ended on 2018-05-25 24:00').waitFor();
      await isWellMade();
    },
    PATIENCE_MS,
  );
});

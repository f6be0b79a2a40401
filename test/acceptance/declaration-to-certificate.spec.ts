import type { Page } from 'playwright-core';
import type { NoticeList } from '@vermilion/contracts';
import { offencesOn } from '../support/accessibility.js';
import { fillInBrowser } from '../support/fill-in-browser.js';
import { until } from '../support/processes.js';
import { WebSystem } from '../support/web-system.js';

const PATIENCE_MS = 300_000;
/** How many experts the sample has, and how many sit on a panel. */
const EXPERTS = 15;
const SEATS = 5;
const PHONE = { width: 360, height: 740 };
const WORKSHOP = '盾构刀盘关键部件智能车间';

/** The whole way of one workshop, in browsers alone: as many people as it takes, each in a context of their own. */
describe('from declaration to certificate in the browser', () => {
  let web: WebSystem;
  let caseId = '';

  beforeAll(async () => {
    web = await WebSystem.start(9480);
  }, PATIENCE_MS);

  afterAll(async () => web?.close(), 60_000);

  it(
    'the bureau calls the round of 2018',
    async () => {
      const page = await web.at('miit-officer', '/rounds');
      await page.getByRole('button', { name: '发布申报通知' }).click();
      for (const [label, value] of [
        ['开始受理', '2018-03-01 10:00:00'],
        ['截止日（24时）', '2018-03-31'],
        ['县区推荐截止日（24时）', '2018-05-18'],
      ] as const) {
        await page.getByLabel(label, { exact: true }).fill(value);
        await page.getByLabel(label, { exact: true }).press('Enter');
      }
      await page.getByLabel('名额', { exact: true }).fill('5');
      await page.getByLabel('每县区推荐上限').fill('3');
      await page.getByRole('button', { name: '发布', exact: true }).click();
      await page.getByRole('link', { name: /2018年度/ }).waitFor();
      await web.advance('2h');
    },
    PATIENCE_MS,
  );

  it(
    'the enterprise fills in its application, which is saved by itself, and the approver submits it',
    async () => {
      const page = await web.at('ent01-filler');
      await page.getByRole('button', { name: '开始申报' }).click();
      await page.waitForURL(/\/cases\/[\d-]+\/form$/);
      caseId = /cases\/([\d-]+)\/form/.exec(page.url())?.[1] ?? '';
      await fillInBrowser(page, 'ENT01');
      await page.getByText('已自动保存').waitFor();
      const approver = await web.at('ent01-approver', `/cases/${caseId}/form`);
      await approver.getByRole('button', { name: '提交申报' }).click();
      await approver.getByRole('dialog').getByRole('button', { name: '提交申报' }).click();
      await approver.getByText('已提交').waitFor();
    },
    PATIENCE_MS,
  );

  it(
    'district, finance office and bureau find it on their work lists and decide',
    async () => {
      const list = await web.at('d-zz-gxq-industry');
      await list.getByRole('link', { name: WORKSHOP }).waitFor();
      await web.decide('d-zz-gxq-industry', caseId, '受理');
      await web.decide('d-zz-gxq-industry', caseId, '审核通过', '材料属实，同意推荐（虚构意见）');
      await web.decide('d-zz-gxq-finance', caseId, '会签同意', '同意（虚构意见）');
      const round = await web.at('d-zz-gxq-industry', '/rounds/smart-workshop-2018');
      await round.getByRole('button', { name: new RegExp(`加入：${WORKSHOP}`) }).click();
      await round.getByRole('button', { name: '报送推荐名单' }).click();
      await round.getByRole('dialog').getByRole('button', { name: '确认' }).click();
      const officer = await web.at('miit-officer');
      await officer.getByRole('link', { name: WORKSHOP }).waitFor();
      await web.decide('miit-officer', caseId, '审核通过', '形式审查合格（虚构意见）');
      await web.advance('79d');
    },
    PATIENCE_MS,
  );

  it(
    'the experts who were drawn accept, and mark it on their telephones',
    async () => {
      const office = await web.at('miit-officer', `/cases/${caseId}`);
      await office.getByText(`${SEATS}号席`).waitFor({ timeout: 60_000 });
      const seated: Page[] = [];
      for (let number = 1; number <= EXPERTS && seated.length < SEATS; number += 1) {
        const name = `exp${String(number).padStart(2, '0')}`;
        const page = await web.at(name, '/desk', PHONE);
        const invited = page.getByRole('link', { name: `答复邀请：${WORKSHOP}` });
        await page.getByRole('heading', { name: '我的评审' }).waitFor();
        await page.getByText('现在没有需要您办理的评审').or(invited).first().waitFor();
        if (await invited.isVisible()) seated.push(page);
      }
      expect(seated).toHaveLength(SEATS);
      for (const page of seated) await accept(page);
      for (const page of seated) await mark(page);
    },
    PATIENCE_MS,
  );

  it(
    'the leader sees the order and proposes the list; after the notice the leader issues, and the certificate can be checked by anybody',
    async () => {
      const leader = await web.at('miit-leader', '/rounds/smart-workshop-2018');
      await leader.getByText('综合排序').first().waitFor();
      await command(leader, '拟认定');
      await until(
        'the list is in public notice',
        async () => {
          const { items } = await web.api.as('miit-leader').get<NoticeList>('notices');
          return items.length > 0;
        },
        60_000,
      );
      const anybody = await web.anybody();
      await anybody.getByRole('link', { name: /公示/ }).first().waitFor({ timeout: 60_000 });
      await web.advance('10d');
      await leader.reload();
      await command(leader, '签发认定文件');
      const firm = await web.at('ent01-filler', `/cases/${caseId}`);
      await firm.getByText('已认定').first().waitFor({ timeout: 60_000 });
      await firm.getByRole('link', { name: /^SW-/ }).click();
      await firm.getByRole('heading', { name: /有效/ }).waitFor();
    },
    PATIENCE_MS,
  );

  it(
    'no main screen offends the rules of accessibility (WCAG 2.2 AA), and none refuses a style or a script',
    async () => {
      const screens: readonly (readonly [user: string, path: string])[] = [
        ['ent01-filler', '/desk'],
        ['ent01-filler', `/cases/${caseId}`],
        ['d-zz-gxq-industry', '/desk'],
        ['d-zz-gxq-industry', '/cases'],
        ['d-zz-gxq-industry', '/office'],
        ['miit-leader', '/rounds/smart-workshop-2018'],
        ['miit-officer', '/rounds'],
        ['miit-officer', '/messages'],
        ['ops1', '/operations'],
        ['ops1', `/operations/cases/${caseId}`],
        ['ops1', '/'],
        ['ops1', '/notices/smart-workshop-2018'],
        ['ops1', '/certificates'],
        ['ops1', '/objections'],
      ];
      for (const [user, path] of screens) {
        const page = await web.at(user, path);
        await page
          .getByRole('heading', { level: 1 })
          .first()
          .waitFor()
          .catch((error: unknown) => {
            throw new Error(`${path} has no heading`, { cause: error });
          });
        await page.waitForLoadState('networkidle').catch(() => undefined);
        expect([path, await offencesOn(page)]).toEqual([path, []]);
      }
      expect(web.complaints()).toEqual([]);
    },
    PATIENCE_MS,
  );

  /** A decision of the leader on the whole round. */
  const command = async (page: Page, name: string): Promise<void> => {
    await page.getByLabel('意见').fill('同意（虚构意见）', { timeout: 60_000 });
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确认' }).click();
    await page.getByText('现在没有需要您对本轮作出的决定').waitFor({ timeout: 60_000 });
  };
});

/** An expert declares that nothing stands in the way, and takes the seat. */
async function accept(page: Page): Promise<void> {
  await page.getByRole('link', { name: `答复邀请：${WORKSHOP}` }).click();
  await page.getByRole('radio', { name: /都没有/ }).check();
  await page.getByRole('checkbox', { name: /保密/ }).check();
  expect(await offencesOn(page)).toEqual([]);
  await page.getByRole('button', { name: '接受邀请' }).click();
  await page.getByRole('heading', { name: '评分表' }).waitFor();
}

/** An expert marks every item of the rubric. */
async function mark(page: Page): Promise<void> {
  await page.getByRole('button', { name: '提交评分' }).waitFor();
  for (const input of await page.getByRole('spinbutton').all()) {
    const most = Number(await input.getAttribute('aria-valuemax'));
    await input.fill(String(most * 0.9));
  }
  await page.getByText('已评9/9项').filter({ visible: true }).waitFor();
  expect(await offencesOn(page)).toEqual([]);
  await page.getByRole('button', { name: '提交评分' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认提交' }).click();
  await page.getByRole('heading', { name: /评分已提交并密封|评审已完成/ }).waitFor();
}

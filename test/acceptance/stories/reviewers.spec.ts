import type { Locator, Page } from 'playwright-core';
import type { CaseView, NotificationView, TaskView } from '@vermilion/contracts';
import { offencesOn } from '../../support/accessibility.js';
import { DEMO_PASSWORD } from '@vermilion/local';
import { Keys } from '../../support/keys.js';
import { until } from '../../support/processes.js';
import { RoundInPlace } from '../../support/round-in-place.js';
import { WebSystem } from '../../support/web-system.js';

const PATIENCE_MS = 180_000;
const [FIRST, SECOND, THIRD] = ['d-410122-industry', 'd-410122-industry-2', 'd-410122-industry-3'] as const;
const PHONE = { width: 360, height: 740 };
const WORDS = '现场已核对，材料属实（虚构意见）';

/** An office with several people, and one list of work. */
describe('reviewers who share an office', () => {
  let web: WebSystem;
  let round: RoundInPlace;

  beforeAll(async () => {
    web = await WebSystem.start(9640);
    round = new RoundInPlace(web.api);
    await round.called();
  }, PATIENCE_MS);

  afterAll(async () => web?.close(), 60_000);

  /** An application that the industry office of its district has accepted. */
  const accepted = async (enterprise: string, reviewer: string = FIRST): Promise<string> => {
    const caseId = await round.submitted(enterprise);
    await round.command(reviewer, caseId, 'accept');
    return caseId;
  };
  const seen = (user: string, caseId: string) => web.api.as(user).get<CaseView>(`cases/${caseId}`);
  const nameOf = async (user: string, caseId: string) => (await seen(user, caseId)).workshopName ?? caseId;
  const tasksOf = async (user: string) =>
    (await web.api.as(user).get<{ items: TaskView[] }>('tasks?scope=due&limit=100')).items.map(({ caseId }) => caseId);
  const listed = (user: string, caseId: string) =>
    until(`${caseId} is on the list of ${user}`, async () => (await tasksOf(user)).includes(caseId));
  const dialog = (page: Page) => page.getByRole('dialog');
  const opens = async (page: Page, step: string): Promise<Locator> => {
    await page.getByRole('button', { name: step, exact: true }).click();
    await dialog(page).getByRole('button', { name: '确认办理' }).waitFor();
    return dialog(page);
  };
  /** Chooses in a list of the component library: it is opened, and the words are typed. */
  const choose = async (page: Page, label: string, words: string) => {
    const input = dialog(page).getByLabel(label, { exact: true });
    await input.click();
    await input.fill(words).catch(() => undefined);
    await page.getByTitle(words, { exact: true }).filter({ visible: true }).last().click();
  };

  it(
    'two on one case: the second is told who was first and how it stands now; the opinion stays, and what is possible now is offered',
    async () => {
      const caseId = await accepted('ENT02');
      const [one, two] = [await web.at(FIRST, `/cases/${caseId}`), await web.at(SECOND, `/cases/${caseId}`)];
      await (await opens(two, '审核通过')).getByLabel('意见').fill(WORDS);
      await (await opens(one, '审核通过')).getByLabel('意见').fill('同意（虚构意见）');
      await dialog(one).getByRole('button', { name: '确认办理' }).click();
      await one.getByText('已办理：审核通过').waitFor();

      await dialog(two).getByRole('button', { name: '确认办理' }).click();
      const told = dialog(two).getByRole('alert');
      await told.waitFor();
      await told.getByText(/中牟县工信局.*先行办理（初审通过，送会签）/).waitFor();
      await told.getByText(/现在：县区初审，在中牟县财政局/).waitFor();
      await told.getByText('这一步现在不能由您办理了').waitFor();
      expect(await dialog(two).getByLabel('意见').inputValue()).toBe(WORDS);
      expect(await dialog(two).getByRole('button', { name: '已核对，仍然办理' }).isDisabled()).toBe(true);
      expect(await offencesOn(two)).toEqual([]);
      await dialog(two).getByRole('button', { name: '取消' }).click();
    },
    PATIENCE_MS,
  );

  it(
    'many at once: each passes by itself; one that a colleague has given away meanwhile is told, and the colleague who gave it sees where it went',
    async () => {
      const cases = [await accepted('FIL01'), await accepted('FIL02'), await accepted('FIL03')] as const;
      const [, taken] = cases;
      for (const caseId of cases) await listed(FIRST, caseId);
      const list = await web.at(FIRST);
      for (const caseId of cases)
        await list.getByRole('checkbox', { name: `选中${await nameOf(FIRST, caseId)}` }).check();
      await list.getByRole('button', { name: '批量办理…' }).click();
      await dialog(list)
        .getByRole('radio', { name: /通过（3件）/ })
        .check();
      await dialog(list).getByLabel('意见（逐件记入）').fill(WORDS);
      await dialog(list).getByText('办理后转财政部门会签').waitFor();
      expect(await offencesOn(list)).toEqual([]);

      const giver = await web.at(SECOND, `/cases/${taken}`);
      await opens(giver, '转办');
      await choose(giver, '交给谁', THIRD);
      await dialog(giver).getByLabel('意见').fill('按分工由其办理（虚构）');
      await dialog(giver).getByRole('button', { name: '确认办理' }).click();
      await giver.getByText('已办理：转办').waitFor();
      await giver.getByText(`已转给${THIRD}单独办理`).waitFor();
      expect(await giver.getByRole('button', { name: '审核通过', exact: true }).count()).toBe(0);

      await dialog(list).getByRole('button', { name: '确认办理3件' }).click();
      await dialog(list)
        .getByText(/已办理2件，未通过0件，他人先办1件/)
        .waitFor();
      await dialog(list)
        .getByRole('listitem')
        .filter({ hasText: await nameOf(FIRST, taken) })
        .getByText(/先行办理.*转办/)
        .waitFor();
      expect(await offencesOn(list)).toEqual([]);
      await dialog(list).getByRole('button', { name: '关闭' }).last().click();
      const holders = await Promise.all(cases.map(async (id) => (await seen(FIRST, id)).holder?.organisation?.id));
      expect(holders).toEqual(['district:410122/finance', 'district:410122/industry', 'district:410122/finance']);
    },
    PATIENCE_MS,
  );

  it(
    'leave: what was given to somebody who goes on leave comes to the stand-in, who decides in that person’s place',
    async () => {
      const caseId = (await tasksOf(THIRD))[0] ?? '';
      expect(caseId).not.toBe('');
      const page = await web.at(THIRD, '/office');
      await page.getByRole('textbox', { name: '起止日期' }).first().fill('2018-03-01');
      await page.keyboard.press('Enter');
      await page.keyboard.type('2018-03-05');
      await page.keyboard.press('Enter');
      await page.getByRole('combobox', { name: '代理人' }).click();
      await page.getByTitle(FIRST, { exact: true }).click();
      await page.getByRole('button', { name: '登记休假' }).click();
      await page.getByText(`休假，代理人：${FIRST}`).waitFor();

      await listed(FIRST, caseId);
      await web.decide(FIRST, caseId, '审核通过', WORDS);
      expect((await seen(THIRD, caseId)).holder?.organisation?.id).toBe('district:410122/finance');
      await page.getByRole('button', { name: '撤销' }).click();
      await page.getByRole('listitem').filter({ hasText: FIRST }).waitFor({ state: 'detached' });
    },
    PATIENCE_MS,
  );

  it(
    'correction: every fault stands beside its field; what was changed on request is marked for whoever looks again',
    async () => {
      const reviewer = 'd-410184-industry';
      const caseId = await accepted('ENT03', reviewer);
      const page = await web.at(reviewer, `/cases/${caseId}`);
      await opens(page, '退回补正');
      const faults = [
        { where: '企业基本信息 · 住所', what: '住所与营业执照不符', how: '按营业执照填写' },
        { where: '企业基本信息 · 从业人员', what: '人数与年报不符', how: '按年报填写' },
      ];
      for (const [index, { where, what, how }] of faults.entries()) {
        await dialog(page).getByRole('button', { name: '增加一个问题' }).click();
        const place = dialog(page).getByLabel('位置', { exact: true }).nth(index);
        await place.click();
        await place.fill(where);
        const itsList = page.locator(`[id="${await place.getAttribute('id')}_list"]`); // that of the field before may still be closing
        await page.getByRole('listbox', { name: '位置', exact: true }).and(itsList).waitFor({ state: 'attached' });
        await page.getByTitle(where, { exact: true }).filter({ visible: true }).last().click();
        await dialog(page).getByLabel('问题', { exact: true }).nth(index).fill(what);
        await dialog(page).getByLabel('依据', { exact: true }).nth(index).fill('申报通知第三条（虚构）');
        await dialog(page).getByLabel('如何补正', { exact: true }).nth(index).fill(how);
      }
      expect(await offencesOn(page)).toEqual([]);
      await dialog(page).getByRole('button', { name: '确认办理' }).click();
      await page.getByText('已办理：退回补正').waitFor();

      const firm = await web.at('ent03-filler', `/cases/${caseId}/form`);
      await firm.getByText('需要补正2处，请一次改好').waitFor();
      await firm.getByRole('button', { name: /住所/ }).click();
      await firm.getByLabel('住所', { exact: true }).and(firm.locator(':focus')).waitFor(); // it leads there, keyboard and all
      await firm.getByText(/要求补正：住所与营业执照不符；按营业执照填写/).waitFor();
      await firm.getByText(/要求补正：人数与年报不符/).waitFor();
      await firm.getByLabel('住所', { exact: true }).fill('新郑市虚构路100号');
      await firm.getByLabel(/^从业人员/).fill('1200');
      await firm.getByText('已自动保存').waitFor();
      expect(await offencesOn(firm)).toEqual([]);
      // It is saved as it is typed: the words may be those of the first of the two.
      await until('both are saved', async () => {
        const { basic } = (await seen('ent03-filler', caseId)).draft?.form as { basic: Record<string, unknown> };
        return basic['address'] === '新郑市虚构路100号' && basic['employees'] === 1_200;
      });

      const approver = await web.at('ent03-approver', `/cases/${caseId}/form`);
      await approver.getByText('与上次提交相比，改了2处').waitFor();
      await approver.getByRole('button', { name: '提交补正' }).click();
      await dialog(approver).getByRole('button', { name: '提交补正' }).click();
      await approver.getByText('已提交，回执如下').waitFor();
      expect(await approver.getByRole('textbox').count()).toBe(0);
      await approver.getByText('新郑市虚构路100号').waitFor();

      await page.reload();
      const changed = page.getByRole('row').filter({ hasText: '按要求补正' });
      await changed.filter({ hasText: '新郑市虚构路100号' }).waitFor();
      expect(await changed.count()).toBe(2);
      await page.getByText('未要求').waitFor({ state: 'detached' });
    },
    PATIENCE_MS,
  );

  it(
    'the list: what it shows stands in the address and can be kept under a name',
    async () => {
      const page = await web.at(FIRST);
      await page.getByRole('combobox', { name: '显示谁的' }).click();
      await page.getByTitle('本单位未领取', { exact: true }).click();
      await page.getByRole('searchbox', { name: '按案号、企业或车间查找' }).fill('中牟');
      await page.keyboard.press('Enter');
      await page.waitForURL(/scope=group/);
      await page.waitForURL(/search=/);
      await page.reload();
      expect(await page.getByRole('searchbox', { name: '按案号、企业或车间查找' }).inputValue()).toBe('中牟');
      await page.getByRole('button', { name: '常用筛选' }).click();
      await page.getByRole('searchbox', { name: '给当前筛选起名' }).fill('中牟未领取');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: '清除筛选' }).click();
      await page.waitForURL((url) => url.search === '');
      await page.getByRole('button', { name: '常用筛选' }).click();
      await page.getByRole('button', { name: '中牟未领取', exact: true }).click();
      await page.waitForURL(/scope=group/);
    },
    PATIENCE_MS,
  );

  it(
    'the keyboard alone: sign in, walk the list, claim, open, decide, confirm',
    async () => {
      const caseId = await round.submitted('FIL05');
      const reviewer = 'd-410182-industry';
      await listed(reviewer, caseId);
      const page = await web.anybody();
      await page.goto(`${web.base}/auth/login?to=/desk`);
      await page.getByLabel('用户名').waitFor();
      const keys = new Keys(page);
      await keys.to(/^用户名/);
      await page.keyboard.type(reviewer);
      await keys.to(/^密码/);
      await page.keyboard.type(DEMO_PASSWORD);
      await page.keyboard.press('Enter');

      const name = await nameOf(reviewer, caseId);
      await page.getByRole('link', { name }).waitFor();
      await page.keyboard.press('j');
      await keys.at(name);
      await page.keyboard.press('c');
      await page.getByRole('button', { name: `放回：${name}` }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/cases\//);
      await page.getByRole('button', { name: '受理', exact: true }).waitFor();
      await keys.to('跳到办理');
      await page.keyboard.press('Enter');
      await keys.to('受理');
      await page.keyboard.press('Enter');
      await dialog(page).getByRole('button', { name: '确认办理' }).waitFor();
      await keys.to('确认办理');
      await page.keyboard.press('Enter');
      await page.getByText('已办理：受理').waitFor();
      expect((await seen(reviewer, caseId)).stage?.id).toBe('district-review');
      await dialog(page).waitFor({ state: 'detached' });
      await keys.to('审核通过');
      await page.keyboard.press('Enter');
      await dialog(page).getByLabel('意见').waitFor();
      await page.keyboard.press('Escape');
      await dialog(page).waitFor({ state: 'detached' });
      await keys.at('审核通过');
    },
    PATIENCE_MS,
  );

  it(
    'on a telephone what was declared comes before the decision, and a bar leads there',
    async () => {
      const caseId = await accepted('FIL06', 'd-410183-industry');
      const page = await web.at('d-410183-industry', `/cases/${caseId}`, PHONE);
      await page.getByRole('link', { name: '去办理' }).waitFor();
      await page.getByText('办理经过').waitFor();
      const top = async (words: string) => (await page.getByText(words, { exact: true }).last().boundingBox())?.y ?? 0;
      expect(await top('申报内容')).toBeLessThan(await top('附件（6）'));
      expect(await top('附件（6）')).toBeLessThan(await top('现在可以办理'));
      expect(await offencesOn(page)).toEqual([]);
      await page.getByRole('link', { name: '去办理' }).click();
      const pass = page.getByRole('button', { name: '审核通过', exact: true });
      await until(
        'the decision is in sight',
        async () => ((await pass.boundingBox())?.y ?? PHONE.height) < PHONE.height,
      );
      await opens(page, '审核通过');
      expect(await offencesOn(page)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'what arrives between the first look of a page and the first word of its stream is on the list all the same',
    async () => {
      const reviewer = 'd-zz-gxq-industry';
      const page = await web.pageOf(reviewer);
      let begins: () => void = () => undefined;
      const late = new Promise<void>((resolve) => (begins = resolve));
      await page.route('**/api/v1/stream', async (route) => {
        await late;
        await route.continue();
      });
      const looked = page.waitForResponse((response) => response.url().includes('/api/v1/tasks?'));
      await page.goto(`${web.base}/desk`);
      await looked;
      const caseId = await round.submitted('ENT01');
      await until(`${reviewer} was told`, async () => {
        const { items } = await web.api.as(reviewer).get<{ items: NotificationView[] }>('notifications?limit=20');
        return items.some((told) => told.items.some((item) => item.caseId === caseId));
      });
      begins();
      await page.getByRole('link', { name: await nameOf(reviewer, caseId) }).waitFor();
    },
    PATIENCE_MS,
  );
});

import type { Page } from 'playwright-core';
import type { EventView } from '@vermilion/contracts';
import { offencesOn } from '../../support/accessibility.js';
import { PanelInPlace, type Drawn } from '../../support/panel-in-place.js';
import { until } from '../../support/processes.js';
import { WebSystem } from '../../support/web-system.js';

const PATIENCE_MS = 240_000;
const PHONE = { width: 360, height: 740 };
const WORKSHOP = '盾构刀盘关键部件智能车间';
/** An item of the rubric, as its input is called. */
const EQUIPMENT = /智能装备应用/;
const SEATS = 5;
/** The first day after the invitations of 19 May 2018 have lapsed. */
const AFTER_THE_ANSWERS = '2018-05-24T00:00:00+08:00';

/** Experts on their telephones: who steps aside, who never answers, who marks, and what each may know. */
describe('an expert on a telephone', () => {
  let web: WebSystem;
  let panel: PanelInPlace;
  let caseId = '';
  let seats: readonly Drawn[] = [];

  beforeAll(async () => {
    web = await WebSystem.start(9600);
    panel = new PanelInPlace(web.api);
    [caseId = ''] = await panel.drawn('ENT01');
    seats = await panel.invited(caseId);
  }, PATIENCE_MS);

  afterAll(async () => web?.close(), 60_000);

  const drawnFor = (seat: number): string => {
    const found = seats.find((one) => one.seat === seat);
    if (!found) throw new Error(`nobody is invited to seat ${seat}`);
    return found.user;
  };
  const desk = (user: string) => web.at(user, '/desk', PHONE);
  const nothingToDo = (page: Page) => page.getByText('现在没有需要您办理的评审').waitFor();
  const invitation = (page: Page) => page.getByRole('link', { name: `答复邀请：${WORKSHOP}` });
  /** Who is invited to a seat now, other than before. */
  const replaced = async (seat: number, before: string): Promise<string> => {
    let next = '';
    await until(`seat ${seat} is offered to somebody else`, async () => {
      seats = [...seats.filter((one) => one.seat !== seat), ...(await panel.invited(caseId))];
      next = seats.find((one) => one.seat === seat && one.user !== before)?.user ?? '';
      return next !== '';
    });
    return next;
  };

  it(
    'sees first what to do, and until when; who declares a conflict declines, and an alternate is invited in the place',
    async () => {
      const conflicted = drawnFor(1);
      const page = await desk(conflicted);
      await page.getByText('邀请您担任评审专家').waitFor();
      await page.getByText(/请于2018年5月23日 24时前答复/).waitFor();
      expect(await offencesOn(page)).toEqual([]);
      await invitation(page).click();
      await page.getByText('曾为申报单位提供咨询服务', { exact: false }).waitFor();
      await page.getByRole('radio', { name: /我须回避/ }).check();
      await page.getByRole('button', { name: '声明回避并谢绝' }).click();
      await page.getByRole('heading', { name: '已谢绝' }).waitFor();

      const alternate = await replaced(1, conflicted);
      await nothingToDo(await desk(conflicted));
      await (
        await web.at(conflicted, `/seats/${caseId}`)
      )
        .getByRole('heading', { name: '这件评审不再向您开放' })
        .waitFor();
      await invitation(await desk(alternate)).waitFor();
    },
    PATIENCE_MS,
  );

  it(
    'who accepts without the signature is told so; with it the file opens, and marking begins before the panel is complete',
    async () => {
      const page = await desk(drawnFor(2));
      await invitation(page).click();
      expect(await page.getByText('设备清单').count()).toBe(0);
      await page.getByRole('radio', { name: /都没有/ }).check();
      await page.getByRole('button', { name: '接受邀请' }).click();
      await page.getByText('请先勾选保密承诺').waitFor();
      await page.getByRole('checkbox', { name: /保密/ }).check();
      await page.getByRole('button', { name: '接受邀请' }).click();
      await page.getByRole('heading', { name: '评分表' }).waitFor();
      await page.getByText(`${SEATS}席中1席已接受`).waitFor();
      await page.getByRole('button', { name: '材料', exact: true }).click();
      await page.getByRole('heading', { name: '设备清单' }).waitFor();
      expect(await page.getByText('联系信息').count()).toBe(0);
      expect(await offencesOn(page)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'who never answers in time has declined: the seat is offered on, and the screens say so',
    async () => {
      const silent = drawnFor(3);
      const open = await desk(silent);
      await invitation(open).click();
      await open.getByRole('heading', { name: '评审邀请' }).waitFor();
      for (const seat of [1, 4, 5]) await panel.accept(drawnFor(seat), caseId);
      await panel.until(AFTER_THE_ANSWERS);
      const alternate = await replaced(3, silent);
      await open.getByRole('heading', { name: '这件评审不再向您开放' }).waitFor();
      await open.getByRole('link', { name: '回到我的评审' }).click();
      await nothingToDo(open);
      await (
        await web.at(silent, '/messages')
      )
        .getByText(/评审邀请已失效/)
        .first()
        .waitFor();
      await panel.accept(alternate, caseId);
    },
    PATIENCE_MS,
  );

  it(
    'marks half, closes the tab, and finds the marks again; a comment that the rubric asks for is missed at its item',
    async () => {
      const page = await desk(drawnFor(2));
      await page.getByRole('link', { name: new RegExp(`${WORKSHOP}$`) }).click();
      const inputs = page.getByRole('spinbutton');
      await inputs.first().waitFor();
      for (const input of (await inputs.all()).slice(0, 4)) await input.fill('5');
      await page.getByText('已评4/9项').filter({ visible: true }).waitFor();
      await page
        .getByText(/^已暂存 \d\d:\d\d:\d\d$/)
        .filter({ visible: true })
        .waitFor();
      const context = page.context();
      await page.close({ runBeforeUnload: false });

      const again = await context.newPage();
      await again.goto(`${web.base}/desk`);
      await again.getByRole('link', { name: `继续评分：${WORKSHOP}` }).click();
      await again.getByText('已评4/9项').filter({ visible: true }).waitFor();
      expect(await again.getByRole('spinbutton', { name: EQUIPMENT }).inputValue()).toBe('5');

      for (const input of await again.getByRole('spinbutton').all())
        await input.fill(String(0.9 * Number(await input.getAttribute('aria-valuemax'))));
      await again.getByRole('spinbutton', { name: EQUIPMENT }).fill('5.5');
      await again.getByRole('button', { name: '提交评分' }).click();
      await again.getByRole('alert').getByText('还有1处需要处理').waitFor();
      const comment = again.getByRole('textbox', { name: EQUIPMENT });
      expect(await again.evaluate('document.activeElement?.id')).toBe(await comment.getAttribute('id'));
      await again.getByRole('listitem').filter({ has: comment }).getByText('得分低于 6 分须写评语').waitFor();
      expect(await again.getByRole('dialog').count()).toBe(0);
      expect(await offencesOn(again)).toEqual([]);
      await comment.fill('联网设备的数据未全部采集（虚构）');
      await again.getByRole('button', { name: '提交评分' }).click();
      await again.getByRole('dialog', { name: /合计86.5分/ }).waitFor();
      await again.getByRole('button', { name: '确认提交' }).click();
      await again.getByRole('heading', { name: '评分已提交并密封' }).waitFor();
      await again.close();
    },
    PATIENCE_MS,
  );

  it(
    'knows that the own marks are sealed, and learns of others neither marks nor who has given any',
    async () => {
      await panel.mark(drawnFor(4), caseId);
      const user = drawnFor(2);
      const context = (await web.pageOf(user)).context();
      const page = await context.newPage();
      await page.goto(`${web.base}/seats/${caseId}`);
      await page.getByText('其他席位是否已提交同样不显示').waitFor();
      expect(await page.getByText(/号席.*已评分|86\.5|平均/).count()).toBe(0);
      expect(await offencesOn(page)).toEqual([]);

      const { panel: seen, judgement } = await panel.viewOf(user, caseId);
      expect(seen?.seats.filter(({ status }) => status === 'marked').map(({ yours }) => yours)).toEqual([true]);
      expect([seen?.result, judgement]).toEqual([null, null]);
      const { items } = await web.api.as(user).get<{ readonly items: readonly EventView[] }>(`cases/${caseId}/events`);
      expect(items.filter(({ type }) => type === 'panel.mark-submitted')).toEqual([]);
      expect(web.complaints()).toEqual([]);
    },
    PATIENCE_MS,
  );
});

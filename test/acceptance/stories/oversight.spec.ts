import { bureaus } from '@vermilion/catalogue';
import type { RoundView } from '@vermilion/contracts';
import { callAndDeclare } from '../../demo/chapters/call.js';
import { closeTheDoor } from '../../demo/chapters/door.js';
import { letLimitsLapse } from '../../demo/chapters/lapse.js';
import { freeze, judgeAll } from '../../demo/chapters/panels.js';
import { closeTheWindow, recommend } from '../../demo/chapters/recommendation.js';
import { reexamine } from '../../demo/chapters/reexamination.js';
import { review } from '../../demo/chapters/reviews.js';
import { CAST } from '../../demo/cast.js';
import { StoryClock } from '../../demo/clock.js';
import { Narrator } from '../../demo/narrator.js';
import { Story } from '../../demo/story.js';
import { offencesOn } from '../../support/accessibility.js';
import { WebSystem } from '../../support/web-system.js';

const PATIENCE_MS = 300_000;
const ROUND = 'smart-workshop-2018';
/** The order of the sample: `roundPanels`. */
const ORDER = ['90.00', '88.33', '84.67', '80.00', '79.33', '76.00'];
const LAST_WITHIN = 5;
/** Lead, co-responsible and supervising office of a missed review: 郑政文〔2017〕146号, the procedure's ladder. */
const TOLD = ['miit', 'finance', 'supervision'];

/** Whoever answers for the whole: the leader who signs for the list, and those who watch that nothing is forgotten. The round of the sample. */
describe('the round of 2018, seen from above', () => {
  let web: WebSystem;
  let story: Story;
  let asleep = '';

  beforeAll(async () => {
    web = await WebSystem.start(9560);
    const narrator = new Narrator(() => undefined);
    story = new Story(web.api, new StoryClock(web.api.as('ops1'), narrator), narrator);
    for (const chapter of [callAndDeclare, closeTheDoor, review, letLimitsLapse, reexamine, closeTheWindow])
      await chapter(story);
    for (const chapter of [recommend, freeze, judgeAll]) await chapter(story);
    await story.round.comes('ranked');
    asleep = (await story.caseOf(CAST.asleep)).id;
  }, PATIENCE_MS);

  afterAll(async () => web?.close(), 60_000);

  it(
    'the leader sees at once what is asked for, where the cut is, and whether it hangs on one expert',
    async () => {
      const leader = await web.at('miit-leader', '/rounds');
      await leader.getByRole('link', { name: /2018年度/ }).click();
      await leader.getByText('现在由您决定：拟认定名单').waitFor();
      await leader.getByText(/名额5个；线上末名与线下首名相差3\.33分/).waitFor();
      await leader.getByText(/逐一去掉一位专家共试\d+次，名单不变\d+次/).waitFor();
      const rows = leader
        .getByRole('table')
        .filter({ has: leader.getByRole('columnheader', { name: '名次' }) })
        .getByRole('row');
      const places = (await rows.allInnerTexts()).slice(1).map((row) => row.replaceAll(/\s+/g, ' '));
      expect(ORDER.map((mark, at) => [mark, places[at]?.includes(mark)])).toEqual(ORDER.map((mark) => [mark, true]));
      expect(places[LAST_WITHIN - 1]).toContain('名额线');
      expect(places[LAST_WITHIN]).toContain('培育库');
      expect(await offencesOn(leader)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'who is not the leader sees the same order, and no button to decide',
    async () => {
      const officer = await web.at('miit-officer', `/rounds/${ROUND}`);
      await officer.getByText('排序已出，等负责人拟认定').waitFor();
      await officer.getByText('现在没有需要您对本轮作出的决定').waitFor();
      expect(await officer.getByRole('button', { name: '拟认定', exact: true }).count()).toBe(0);
    },
    PATIENCE_MS,
  );

  it(
    'the leader is told what follows, takes it back once, then signs for the list; a second tab learns that it is done',
    async () => {
      const leader = await web.at('miit-leader', `/rounds/${ROUND}`);
      const second = await leader.context().newPage();
      await second.goto(`${web.base}/rounds/${ROUND}`);
      await second.getByLabel('意见').fill('同意（虚构意见）');
      await leader.getByLabel('意见').fill('同意按综合排序拟认定（虚构意见）');
      await leader.getByRole('button', { name: '拟认定', exact: true }).click();
      const dialog = leader.getByRole('dialog');
      await dialog.getByText(/名额内5件将公示/).waitFor();
      await dialog.getByRole('button', { name: '取消' }).click();
      await dialog.waitFor({ state: 'hidden' });
      expect((await web.api.as('miit-leader').get<RoundView>(`rounds/${ROUND}`)).phase).toBe('ranked');

      await leader.getByRole('button', { name: '拟认定', exact: true }).click();
      await leader.getByRole('dialog').getByRole('button', { name: '确认' }).click();
      await leader.getByText(/正在公示至/).waitFor({ timeout: 60_000 });
      await second.getByText(/正在公示至/).waitFor({ timeout: 60_000 });
      expect(await second.getByRole('button', { name: '拟认定', exact: true }).count()).toBe(0);
    },
    PATIENCE_MS,
  );

  it(
    'the board on the wall shows stages and districts in words and figures, and nobody by name',
    async () => {
      const wall = await web.at('miit-leader', `/rounds/${ROUND}/screen`);
      await wall.getByRole('heading', { level: 1, name: /2018年度/ }).waitFor();
      await wall.getByText('当前阶段：公示').waitFor();
      for (const words of ['各环节办件', '各县区', '最近期限', '最新动态'])
        await wall.getByRole('heading', { name: words }).waitFor();
      const said = await wall.getByRole('main').innerText();
      expect(said).toMatch(/名额\s*5/);
      expect(said).toContain('巩义市');
      expect(said).not.toContain('林知远');
      expect(await offencesOn(wall)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'operations find the case that a district had left, and read in one time line what happened, who was told and how',
    async () => {
      const watch = await web.at('ops1', '/operations');
      await watch.getByLabel('案号').fill(asleep);
      await watch.getByRole('link', { name: '打开', exact: true }).click();
      await watch.getByRole('heading', { level: 1, name: new RegExp(asleep) }).waitFor();
      const table = watch.getByRole('table').first();
      await table
        .getByText(/逾期|期限届满/)
        .first()
        .waitFor();
      const shown = async (source: string) => {
        await watch.getByText(source, { exact: true }).first().click();
        return (await table.getByRole('row').allInnerTexts()).slice(1);
      };
      const told = await shown('通知送达');
      const offices = bureaus().filter(({ id }) => TOLD.includes(id));
      expect(offices.map(({ zh }) => [zh, told.some((row) => row.includes(zh))])).toEqual(
        offices.map(({ zh }) => [zh, true]),
      );
      expect((await shown('流程引擎')).length).toBeGreaterThan(0);
      const engine = await table.getByRole('link', { name: '在流程引擎中查看' }).first().getAttribute('href');
      expect((await fetch(engine ?? '')).ok).toBe(true);
      expect((await shown('账本')).length).toBeGreaterThan(10);
      expect(await offencesOn(watch)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'operations see that everything keeps up, and every mail that was sent',
    async () => {
      const watch = await web.at('ops1', '/operations');
      await watch.getByText('系统是否跟得上').waitFor();
      await watch.getByText('通知与送达').waitFor();
      await watch.getByText('发送失败', { exact: true }).first().click();
      await watch.getByText('暂无数据').or(watch.getByText('没有')).first().waitFor();
      await watch.getByText(/已发送\d+封，失败0封/).waitFor();
    },
    PATIENCE_MS,
  );

  it.each([
    ['ops1', ['运行监督', '案卷', '轮次'], '运行监督'],
    ['sec1', ['安全管理'], '安全管理'],
    ['audit1', ['审计', '运行监督', '案卷', '轮次'], '审计'],
  ] as const)(
    'the administrator %s finds the own places, begins the day at the first, and finds no other',
    async (as, places, first) => {
      const page = await web.at(as, '/desk');
      await page.getByRole('heading', { level: 1, name: first, exact: true }).waitFor();
      const shown = page.getByRole('navigation', { name: '主要页面' }).getByRole('link');
      expect(await shown.allInnerTexts()).toEqual([...places]);
      if (as === 'audit1') {
        await page.getByRole('button', { name: '现在核验' }).click();
        await page.getByText(/全部完整/).waitFor();
      }
      expect(await offencesOn(page)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'who has no business there is turned away in words, not with a blank page',
    async () => {
      const expert = await web.at('exp01', '/operations');
      await expert
        .getByText(/无权|不能|没有权限/)
        .first()
        .waitFor();
      const firm = await web.at('ent01-filler', `/rounds/${ROUND}/screen`);
      await firm.getByText('这块大屏读不到数据，或不对您开放').waitFor();
    },
    PATIENCE_MS,
  );
});

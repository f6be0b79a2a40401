import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { CaseView } from '@vermilion/contracts';
import { offencesOn } from '../../support/accessibility.js';
import { Keys } from '../../support/keys.js';
import { until } from '../../support/processes.js';
import { RoundInPlace } from '../../support/round-in-place.js';
import { WebSystem } from '../../support/web-system.js';

const PATIENCE_MS = 180_000;
const MB = 1024 * 1024;
const TOO_LARGE = 11 * MB;

/** A file of that size on the disk, which the browser reads itself. */
async function fileOf(home: string, name: string, bytes: number): Promise<string> {
  const path = join(home, name);
  await writeFile(path, '%PDF-1.4\n%%EOF\n');
  if (bytes > 0) await truncate(path, bytes);
  return path;
}

/** What happens within a firm before, and after, its application is with the office. */
describe('a firm and its application', () => {
  let web: WebSystem;
  let round: RoundInPlace;
  let home = '';

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'vermilion-papers-'));
    web = await WebSystem.start(9660);
    round = new RoundInPlace(web.api);
    await round.called();
  }, PATIENCE_MS);

  afterAll(async () => {
    await rm(home, { recursive: true, force: true });
    await web?.close();
  }, 60_000);

  const seen = (user: string, caseId: string) => web.api.as(user).get<CaseView>(`cases/${caseId}`);
  const dialog = (page: Page) => page.getByRole('dialog');
  /** The server has what was typed. */
  const arrives = (user: string, caseId: string, at: string, value: unknown) =>
    until(`${at} is ${String(value)}`, async () => {
      const form = (await seen(user, caseId)).draft?.form as { basic?: Record<string, unknown> } | undefined;
      return form?.basic?.[at] === value;
    });

  it(
    'filler and approver: only the approver can send; what the approver puts right is the filler’s as well; once sent, nobody can write',
    async () => {
      const caseId = await round.filled('ENT01');
      const filler = await web.at('ent01-filler', `/cases/${caseId}/form`);
      await filler.getByText('填写完成后，请本单位审核人登录提交。').waitFor();
      expect(await filler.getByRole('button', { name: '提交申报' }).count()).toBe(0);

      const approver = await web.at('ent01-approver', `/cases/${caseId}/form`);
      await approver.getByLabel('住所', { exact: true }).fill('郑州高新区虚构路9号');
      await arrives('ent01-approver', caseId, 'address', '郑州高新区虚构路9号');
      await filler.reload();
      expect(await filler.getByLabel('住所', { exact: true }).inputValue()).toBe('郑州高新区虚构路9号');

      await approver.getByRole('button', { name: '提交申报' }).click();
      await dialog(approver).getByRole('button', { name: '提交申报' }).click();
      for (const page of [approver, filler]) {
        await page.getByText('已提交，回执如下').waitFor();
        await page.getByText('本次提交的内容（不能再修改）').waitFor();
        expect(await page.getByRole('textbox').count()).toBe(0);
        await page.getByText('郑州高新区虚构路9号').waitFor();
      }
      expect(await offencesOn(approver)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'withdrawing says before that it cannot be undone, and the case says afterwards that it has ended',
    async () => {
      const caseId = await round.submitted('ENT05');
      const page = await web.at('ent05-approver', `/cases/${caseId}`);
      await page.getByRole('button', { name: '撤回申报' }).click();
      await dialog(page).getByText('撤回后本申报即告结束，不能恢复').waitFor();
      expect(await offencesOn(page)).toEqual([]);
      await dialog(page).getByRole('button', { name: '确认办理' }).click();
      await page.getByText('已办理：撤回申报').waitFor();
      await page.getByText('已撤回').first().waitFor();
      await page.getByText('现在没有需要您办理的事项').waitFor();
      await page.getByText('期限与依据').waitFor({ state: 'detached' });
      await page.goto(`${web.base}/cases/${caseId}/form`);
      await page.waitForURL((url) => url.pathname === `/cases/${caseId}`);
    },
    PATIENCE_MS,
  );

  it(
    'somebody who fills in for two firms chooses for whom, and sees only that one’s applications',
    async () => {
      const [one, two] = [await round.opened('ENT10'), await round.opened('ENT12')];
      const page = await web.at('agent-filler');
      const choose = async (firm: string) => {
        await page.getByRole('combobox', { name: '请选择您的身份' }).click();
        await page.getByTitle(new RegExp(firm)).last().click();
      };
      await choose('电气开关');
      await page
        .getByRole('link', { name: new RegExp(one) })
        .first()
        .waitFor();
      expect(await page.getByText(new RegExp(two)).count()).toBe(0);
      await choose('磨料磨具');
      await page
        .getByRole('link', { name: new RegExp(two) })
        .first()
        .waitFor();
      expect(await page.getByText(new RegExp(one)).count()).toBe(0);
      expect(await offencesOn(page)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'a paper that is too large is refused before it is sent, with its size, the limit and what helps; another one is taken',
    async () => {
      const caseId = await round.opened('ENT08');
      const page = await web.at('ent08-filler', `/cases/${caseId}/form`);
      await page.getByRole('tab', { name: /附件/ }).click();
      const give = async (path: string) => {
        const choosing = page.waitForEvent('filechooser');
        await page.getByRole('button', { name: '“营业执照”' }).click();
        await (await choosing).setFiles(path);
      };
      await give(await fileOf(home, '扫描件.pdf', TOO_LARGE));
      await page
        .getByRole('alert')
        .getByText(/“扫描件.pdf”有11 MB，超过上限.*请压缩/)
        .waitFor();
      expect(await offencesOn(page)).toEqual([]);
      await give(await fileOf(home, '执照.pdf', 0));
      await page.getByText(/超过上限/).waitFor({ state: 'detached' });
    },
    PATIENCE_MS,
  );

  it(
    'a part of the application that the server no longer has: the page says so, keeps what was typed, and goes on when loaded anew',
    async () => {
      const caseId = await round.opened('ENT09');
      const page = await web.at('ent09-filler', `/cases/${caseId}/form`);
      await page.getByLabel('住所', { exact: true }).fill('郑州经开区虚构路8号');
      await page.route(/\/assets\/rows-editor-[^/]*\.js$/, (route) => route.fulfill({ status: 404, body: '' }));
      await page.getByRole('tab', { name: /设备清单/ }).click();
      await page.getByRole('heading', { name: /系统已更新，请重新载入/ }).waitFor();
      expect(await offencesOn(page)).toEqual([]);
      await page.unrouteAll();
      await page.getByRole('button', { name: /重新载入/ }).click();
      await page.getByLabel('住所', { exact: true }).waitFor();
      expect(await page.getByLabel('住所', { exact: true }).inputValue()).toBe('郑州经开区虚构路8号');
      await page.getByRole('tab', { name: /设备清单/ }).click();
      await page.getByRole('button', { name: '增加一行' }).waitFor();
    },
    PATIENCE_MS,
  );

  it(
    'the keyboard alone: parts, fields, a row of equipment, and the submission',
    async () => {
      const caseId = await round.filled('ENT11');
      const page = await web.at('ent11-approver', `/cases/${caseId}/form`);
      await page.getByLabel('住所', { exact: true }).waitFor();
      const keys = new Keys(page);
      await keys.to(/企业基本信息/);
      await keys.to('住所');
      await page.keyboard.press('Control+A');
      await page.keyboard.type('惠济区虚构路11号');
      await arrives('ent11-approver', caseId, 'address', '惠济区虚构路11号');
      await keys.back(/企业基本信息/);
      for (let part = 0; part < 4; part += 1) await page.keyboard.press('ArrowRight');
      await keys.at(/设备清单/);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '增加一行' }).waitFor();
      const rows = ((await seen('ent11-approver', caseId)).draft?.form['equipment'] as unknown[]).length;
      await keys.to('增加一行');
      await page.keyboard.press('Enter');
      await until('a row more', async () => {
        const form = (await seen('ent11-approver', caseId)).draft?.form;
        return (form?.['equipment'] as unknown[]).length === rows + 1;
      });
      await keys.to(`删除第${rows + 1}行`);
      await page.keyboard.press('Enter');
      await keys.to('提交申报');
      await page.keyboard.press('Enter');
      await dialog(page).waitFor();
      await keys.to('提交申报');
      await page.keyboard.press('Enter');
      await page.getByText('已提交，回执如下').waitFor();
    },
    PATIENCE_MS,
  );
});

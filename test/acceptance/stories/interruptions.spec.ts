import type { Page } from 'playwright-core';
import type { CaseView } from '@vermilion/contracts';
import { until } from '../../support/processes.js';
import { sampleDocument } from '../../support/sample-documents.js';
import { RoundInPlace } from '../../support/round-in-place.js';
import { WebSystem } from '../../support/web-system.js';

const PATIENCE_MS = 180_000;
/** What the firm keeps at hand in the tab 企业基本信息. */
const [ADDRESS, INDUSTRY] = ['住所', '行业名称'];

/** Whatever happens while a form is filled in, nothing that was typed is lost, and nothing is sent twice. */
describe('filling in a form while things go wrong', () => {
  let web: WebSystem;
  let round: RoundInPlace;

  beforeAll(async () => {
    web = await WebSystem.start(9520);
    round = new RoundInPlace(web.api);
    await round.called();
  }, PATIENCE_MS);

  afterAll(async () => web?.close(), 60_000);

  const field = (page: Page, label: string) => page.getByRole('tabpanel').getByLabel(label, { exact: true });
  const drafted = async (user: string, caseId: string) => {
    const { draft } = await web.api.as(user).get<CaseView>(`cases/${caseId}`);
    return (draft?.form ?? {}) as { basic?: Record<string, unknown> };
  };
  /** The server has what was typed. */
  const arrives = (user: string, caseId: string, at: string, value: string) =>
    until(`${at} is ${value}`, async () => (await drafted(user, caseId)).basic?.[at] === value);

  it(
    'a tab that is closed at once loses nothing: whoever opens the form again finds what was typed, and it is saved',
    async () => {
      const caseId = await round.opened('ENT01');
      const page = await web.at('ent01-filler', `/cases/${caseId}/form`);
      await field(page, ADDRESS).fill('郑州高新区虚构路1号');
      const context = page.context();
      await page.close({ runBeforeUnload: false });

      const again = await context.newPage();
      await again.goto(`${web.base}/cases/${caseId}/form`);
      await field(again, ADDRESS).waitFor();
      expect(await field(again, ADDRESS).inputValue()).toBe('郑州高新区虚构路1号');
      await arrives('ent01-filler', caseId, 'address', '郑州高新区虚构路1号');
    },
    PATIENCE_MS,
  );

  it(
    'two open tabs: what each has changed is kept; where both changed the same, the page says so',
    async () => {
      const caseId = await round.opened('ENT02');
      const one = await web.at('ent02-filler', `/cases/${caseId}/form`);
      const two = await one.context().newPage();
      await two.goto(`${web.base}/cases/${caseId}/form`);
      await field(one, ADDRESS).fill('虚构路2号');
      await arrives('ent02-filler', caseId, 'address', '虚构路2号');
      await field(two, INDUSTRY).fill('专用设备制造（虚构）');
      await arrives('ent02-filler', caseId, 'industryName', '专用设备制造（虚构）');
      expect((await drafted('ent02-filler', caseId)).basic).toMatchObject({ address: '虚构路2号' });

      await field(one, INDUSTRY).fill('通用设备制造（虚构）');
      await one
        .getByText(/与本页不同/)
        .first()
        .waitFor();
    },
    PATIENCE_MS,
  );

  it(
    'a session that has ended: the text stays on the page, and after signing in it is saved',
    async () => {
      const caseId = await round.opened('ENT03');
      const page = await web.at('ent03-filler', `/cases/${caseId}/form`);
      await field(page, ADDRESS).waitFor();
      await page.context().clearCookies();
      await field(page, ADDRESS).fill('虚构路3号');
      const opened = page.context().waitForEvent('page');
      await page.getByRole('link', { name: '重新登录' }).first().click();
      await web.signInOn(await opened, 'ent03-filler');
      await page.getByRole('button', { name: '已登录，继续' }).click();
      expect(await field(page, ADDRESS).inputValue()).toBe('虚构路3号');
      await arrives('ent03-filler', caseId, 'address', '虚构路3号');
    },
    PATIENCE_MS,
  );

  it(
    'a server that dies: the page says that it is away, keeps the text, and saves it when the server is back',
    async () => {
      const caseId = await round.opened('ENT05');
      const page = await web.at('ent05-filler', `/cases/${caseId}/form`);
      await field(page, ADDRESS).waitFor();
      await web.system.kill('api');
      await field(page, ADDRESS).fill('虚构路5号');
      await page
        .getByText(/连接不上服务器/)
        .first()
        .waitFor();
      await web.system.restart('api');
      await arrives('ent05-filler', caseId, 'address', '虚构路5号');
      await page
        .getByText(/已(自动)?保存/)
        .first()
        .waitFor();
    },
    PATIENCE_MS,
  );

  it(
    'a server that dies during an upload: the paper is there once, when the server is back',
    async () => {
      const caseId = await round.opened('ENT08');
      const page = await web.at('ent08-filler', `/cases/${caseId}/form`);
      await page.getByRole('tab', { name: /附件/ }).click();
      const { documents } = await web.api
        .as('ent08-filler')
        .get<{ documents: { id: string; title: { zh: string } }[] }>('programmes/smart-workshop');
      const [paper] = documents;
      if (!paper) throw new Error('the programme asks for no paper');
      const file = sampleDocument('ENT08', paper.id, false);
      const choosing = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: `“${paper.title.zh}”` }).click();
      await web.system.kill('api');
      await (await choosing).setFiles({ name: file.name, mimeType: file.media, buffer: file.bytes });
      await web.system.restart('api');
      await page.getByRole('link', { name: file.name }).first().waitFor({ timeout: 60_000 });
      const view = await web.api.as('ent08-filler').get<CaseView>(`cases/${caseId}`);
      expect(view.documents.filter(({ type, state }) => type === paper.id && state === 'attached')).toHaveLength(1);
    },
    PATIENCE_MS,
  );

  it(
    'a server that dies during the submission: the page gives it again by itself, and the application is submitted once',
    async () => {
      const caseId = await round.filled('ENT11');
      const page = await web.at('ent11-approver', `/cases/${caseId}/form`);
      await page.getByRole('button', { name: '提交申报' }).click();
      const sent = page.waitForRequest((request) => request.url().endsWith('/commands'));
      await page.getByRole('dialog').getByRole('button', { name: '提交申报' }).click();
      await sent;
      await web.system.kill('api');
      await web.system.restart('api');
      await page.getByText('已提交').first().waitFor({ timeout: 60_000 });
      const { items } = await web.api.as('ent11-approver').get<{ items: { type: string }[] }>(`cases/${caseId}/events`);
      expect(items.filter(({ type }) => type === 'application.submitted')).toHaveLength(1);
    },
    PATIENCE_MS,
  );
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startSystem, type RunningSystem } from '@vermilion/local';
import { ApiClient } from './api-client.js';
import { openBrowser, signIn, visit, type Visitor } from './browser.js';

/** The whole running system with a real browser before it: every user has a context of their own. */
export class WebSystem {
  private readonly visitors = new Map<string, Visitor>();

  private constructor(
    private readonly home: string,
    readonly system: RunningSystem,
    readonly browser: Browser,
  ) {}

  /** Starts all servers and apps on their own ports, with an empty ledger. */
  static async start(portBase: number): Promise<WebSystem> {
    const home = await mkdtemp(join(tmpdir(), 'vermilion-browser-'));
    const system = await startSystem({ home, portBase, apps: ['api', 'relay', 'listener', 'worker'] });
    const web = new WebSystem(home, system, await openBrowser());
    Object.assign(globalThis, { witness: () => web.testify() });
    return web;
  }

  /** Tells what stands on everybody's page: a test that waits for what does not come ends with what was there instead. */
  private async testify(): Promise<void> {
    for (const [user, { page, refusals }] of this.visitors) {
      const words = await page.locator('body').innerText({ timeout: 5_000 }).catch(String);
      console.info([`${user} at ${page.url()}`, ...refusals, words.slice(0, 3_000)].join('\n'));
    }
  }

  /** Where the pages are. */
  get base(): string {
    return this.system.env['API_URL']?.replace(/\/api\/v1\/?$/, '') ?? '';
  }

  /** The same system over HTTP: for what a story presupposes, not for what it tells. */
  get api(): ApiClient {
    return new ApiClient({ api: this.base, issuer: this.system.env['OIDC_ISSUER'] ?? '' });
  }

  /** Somebody's page, opened at a path; signs in the first time. */
  async at(user: string, path = '/desk', viewport?: Size): Promise<Page> {
    const page = await this.pageOf(user, viewport);
    await page.goto(`${this.base}${path}`);
    return page;
  }

  /** Somebody's page, wherever it is; signs in the first time. */
  async pageOf(user: string, viewport?: Size): Promise<Page> {
    const visitor = this.visitors.get(user) ?? (await visit(this.browser, this.base, user, viewport));
    this.visitors.set(user, visitor);
    return visitor.page;
  }

  /** A page of somebody without an account. */
  async anybody(viewport?: Size): Promise<Page> {
    const visitor = await visit(this.browser, this.base, null, viewport);
    this.visitors.set(`anybody ${this.visitors.size}`, visitor);
    return visitor.page;
  }

  /** Signs in on a page that has come to the identity provider. */
  async signInOn(page: Page, user: string): Promise<void> {
    await signIn(page, this.base, user);
  }

  /** What the pages have complained about so far, by user. */
  complaints(): (readonly [user: string, complaint: string])[] {
    return [...this.visitors].flatMap(([user, { complaints }]) => complaints.map((each) => [user, each] as const));
  }

  /** Takes a step on a case, with what it asks for. */
  async decide(user: string, caseId: string, step: string, opinion?: string): Promise<void> {
    const page = await this.at(user, `/cases/${caseId}`);
    await page.getByRole('button', { name: step, exact: true }).click();
    const dialog = page.getByRole('dialog');
    if (opinion !== undefined) await dialog.getByLabel('意见').fill(opinion);
    await dialog.getByRole('button', { name: '确认办理' }).click();
    await page.getByText(`已办理：${step}`).waitFor();
  }

  /** Lets the business clock move; it stops at every date on the way until all is recorded. */
  async advance(by: string): Promise<void> {
    const page = await this.at('ops1', '/operations');
    await page.getByLabel('前进多少').fill(by);
    await page.getByRole('button', { name: '前进', exact: true }).click();
    await page.getByText('时钟正在前进').waitFor();
    await page.getByText('正在走向').waitFor({ state: 'detached', timeout: 120_000 });
  }

  async close(): Promise<void> {
    for (const [user, { refusals }] of this.visitors) for (const refusal of refusals) console.info(user, refusal);
    await this.browser.close();
    await this.system.stop();
    await rm(this.home, { recursive: true, force: true });
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core';
import { DEMO_PASSWORD } from '@vermilion/local';

const WIDE = { width: 1440, height: 900 };

/** Somebody at a browser of their own. */
export interface Visitor {
  readonly page: Page;
  /** What the page has complained about: failed scripts, refused styles, uncaught errors. */
  readonly complaints: readonly string[];
  /** Which commands were refused, or did not arrive. */
  readonly refusals: readonly string[];
  leave(): Promise<void>;
}

/** A real Chromium, as npm ships it; needs no rights and no font of the machine. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: await chromium.executablePath(), args: ['--no-sandbox'], headless: true });
}

/** Opens the application as somebody of the demonstration, signed in; `null` is anybody. */
export async function visit(
  browser: Browser,
  base: string,
  user: string | null,
  viewport: { width: number; height: number } = WIDE,
): Promise<Visitor> {
  const context: BrowserContext = await browser.newContext({
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const refusals = refusalsIn(context);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
  });
  if (user === null) await page.goto(base);
  else {
    await page.goto(`${base}/auth/login?to=/desk`);
    await signIn(page, base, user);
  }
  return { page, complaints, refusals, leave: () => context.close() };
}

/** Grows with what the pages of a context send in vain: a story that waits for what never comes has its reason here. */
function refusalsIn(context: BrowserContext): readonly string[] {
  const refusals: string[] = [];
  const note = (request: Request, what: string): void => {
    if (request.method() === 'GET') return;
    refusals.push(`${request.method()} ${new URL(request.url()).pathname}: ${what}`);
  };
  context.on('requestfailed', (request) => note(request, request.failure()?.errorText ?? 'failed'));
  context.on('response', (response) => {
    if (response.status() < 400) return;
    void response.text().then(
      (body) => note(response.request(), `${response.status()} ${body.slice(0, 300)}`),
      () => note(response.request(), `${response.status()}`),
    );
  });
  return refusals;
}

/** Signs in on the page of the identity provider, as a person does. */
export async function signIn(page: Page, base: string, user: string): Promise<void> {
  await page.getByLabel('用户名').fill(user);
  await page.getByLabel('密码').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL((url) => url.href.startsWith(base) && !url.pathname.startsWith('/auth'));
}

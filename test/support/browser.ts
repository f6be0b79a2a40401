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

/** Grows with what the pages of a context send or ask in vain: a story that waits for what never comes has its reason here. */
function refusalsIn(context: BrowserContext): readonly string[] {
  const refusals: string[] = [];
  const note = (request: Request, what: string, routine: boolean): void => {
    if (request.method() === 'GET' && routine) return;
    refusals.push(`${request.method()} ${new URL(request.url()).pathname}: ${what}`);
  };
  context.on('requestfailed', (request) => {
    const what = request.failure()?.errorText ?? 'failed';
    note(request, what, /ERR_ABORTED|ERR_CONNECTION_REFUSED/.test(what));
  });
  context.on('response', (response) => {
    const status = response.status();
    if (status < 400) return;
    // Who is not signed in yet, and what is not there for somebody, is routine to ask for; to be asked too much, or to fail, is not.
    const tell = (body: string) => note(response.request(), `${status} ${body.slice(0, 300)}`, status < 429);
    void response.text().then(tell, () => tell(''));
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

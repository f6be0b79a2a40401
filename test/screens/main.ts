import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { ApiClient } from '../support/api-client.js';
import { openBrowser, visit } from '../support/browser.js';
import { findSystem } from '../support/find-system.js';
import { screensOf, type Screen } from './screens.js';

const OUT = resolve('docs/screens');
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 740 };
/** What is moving when a page is there: a first look at a chart, a font. */
const SETTLE_MS = 1_000;
const PATIENCE_MS = 30_000;

/** A picture of each main screen of the running system, after the story of `npm run demo`; arguments choose by parts of names. */
async function takeScreens(wanted: readonly string[]): Promise<void> {
  const system = await findSystem({ fresh: false, quiet: false });
  const browser = await openBrowser();
  await mkdir(OUT, { recursive: true });
  try {
    const all = await screensOf(new ApiClient({ api: system.api, issuer: system.issuer }));
    const chosen = all.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
    for (const screen of chosen) {
      const { page, leave } = await visit(browser, system.api, screen.user, screen.phone ? PHONE : WIDE);
      await picture(page, system.api, screen).finally(leave);
    }
  } finally {
    await browser.close();
    await system.leave();
  }
}

/** The first screenful, as somebody sees it: what lies below it is no part of the impression. */
async function picture(page: Page, base: string, { name, path, press }: Screen): Promise<void> {
  await page.goto(`${base}${path}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: PATIENCE_MS });
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined);
  if (press) await page.getByRole('button', { name: press }).first().click();
  await page.evaluate('document.fonts.ready.then(() => true)');
  await page.waitForTimeout(SETTLE_MS);
  const bytes = await page.screenshot({ animations: 'disabled' });
  await writeFile(join(OUT, `${name}.png`), bytes);
  process.stdout.write(`${String(Math.round(bytes.length / 1_024)).padStart(5)} KB  ${name}\n`);
}

await takeScreens(process.argv.slice(2));

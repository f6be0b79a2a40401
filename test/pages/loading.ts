import type { Browser } from 'playwright-core';
import { visit } from '../support/browser.js';

/** A page as somebody opens it for the first time; `null` is anybody. */
export interface Opening {
  readonly name: string;
  readonly user: string | null;
  readonly path: string;
}

/** Milliseconds from the click on a link to what is seen. */
export interface Loading {
  /** The largest thing in sight is there (largest contentful paint). */
  readonly largest: number;
  /** Anything at all is there (first contentful paint). */
  readonly first: number;
}

/** Set before any script of the page: keeps what the browser tells of painting. */
const WATCH = `
  globalThis.painted = { largest: 0, first: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) painted.largest = Math.max(painted.largest, entry.startTime);
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName('first-contentful-paint')) painted.first = entry.startTime;
  }).observe({ type: 'paint', buffered: true });`;
/** After the last request nothing large comes any more. */
const SETTLE_MS = 1_500;

/**
 * Opens the page with an empty cache, the processor slowed down so many times.
 * Whoever signs in has done so before: signing in is a page of its own.
 */
export async function load(browser: Browser, base: string, opening: Opening, slower: number): Promise<Loading> {
  const { page, leave } = await visit(browser, base, opening.user);
  try {
    await page.waitForLoadState('networkidle');
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.addInitScript(WATCH);
    await page.goto(`${base}${opening.path}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 60_000 });
    await page.waitForLoadState('networkidle', { timeout: 30_000 });
    await page.waitForTimeout(SETTLE_MS);
    return await page.evaluate<Loading>('painted');
  } finally {
    await leave();
  }
}

import type { Page } from 'playwright-core';

/** One act of a person on the list, until something is painted. */
export interface Answer {
  /** Milliseconds from the key or click to the next painting; the browser tells it in steps of 8. */
  readonly duration: number;
  /** Of which: waiting for the page to have time, and its handlers. */
  readonly delay: number;
  readonly script: number;
}

/** What somebody does again and again. */
interface Act {
  readonly name: string;
  readonly times: number;
  readonly perform: (page: Page, turn: number) => Promise<void>;
}

/** Set before any script of the page: keeps how long each interaction took, by its number. */
export const WATCH_ACTS = `
  globalThis.answered = new Map();
  new PerformanceObserver((list) => {
    for (const { interactionId, duration, startTime, processingStart, processingEnd } of list.getEntries()) {
      if (!interactionId || (answered.get(interactionId)?.duration ?? -1) >= duration) continue;
      answered.set(interactionId, { duration, delay: processingStart - startTime, script: processingEnd - processingStart });
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });`;
/** Between two acts: a person's pause; a frame that takes longer than this would show in the next act. */
const PAUSE_MS = 150;
/** Until the browser has told of the last ones. */
const SETTLE_MS = 500;

const press = (key: string) => (page: Page) => page.keyboard.press(key);
const click = (role: 'button' | 'checkbox', name: RegExp) => async (page: Page, turn: number) => {
  const found = page.getByRole(role, { name });
  await found.nth(turn % Math.max(1, Math.min(await found.count(), 8))).click();
};

/** In the order in which they are done; each leaves the list as the next one wants it. */
export const ACTS: readonly Act[] = [
  { name: 'next line (j)', times: 40, perform: press('j') },
  { name: 'previous line (k)', times: 20, perform: press('k') },
  { name: 'choose a line (x)', times: 10, perform: press('x') },
  { name: 'choose by mouse', times: 8, perform: click('checkbox', /^选中第/) },
  { name: 'clear (Esc)', times: 2, perform: press('Escape') },
  { name: 'narrow by urgency', times: 8, perform: click('button', /^(已逾期|48小时内到期|尚有时间|全部) /) },
  {
    name: 'what the keys do, and away (?, Esc)',
    times: 6,
    perform: async (page, turn) => page.keyboard.press(turn % 2 === 0 ? '?' : 'Escape'),
  },
  { name: 'claim or give back (c)', times: 6, perform: press('c') },
  {
    name: 'type into the search',
    times: 6,
    perform: async (page, turn) => {
      if (turn === 0) await page.keyboard.press('/');
      await page.keyboard.press(`${turn}`);
    },
  },
  {
    name: 'search and clear',
    times: 2,
    perform: async (page, turn) => {
      await page.getByLabel('按案号、企业或车间查找').fill(turn === 0 ? '第17' : '');
      await page.keyboard.press('Enter');
    },
  },
];

/** Does an act as often as it says. @returns how long each interaction took that was longer than two frames */
export async function perform(page: Page, { times, perform: once }: Act): Promise<readonly Answer[]> {
  await page.evaluate('answered.clear()');
  for (let turn = 0; turn < times; turn += 1) {
    await once(page, turn);
    await page.waitForTimeout(PAUSE_MS);
  }
  await page.waitForTimeout(SETTLE_MS);
  return page.evaluate<Answer[]>('[...answered.values()]');
}

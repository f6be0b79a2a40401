import type { Page } from 'playwright-core';

const MOST_STOPS = 120;
/** Runs in the page, which has a document; the tests have none. */
const NAME_OF_FOCUS = `(() => {
  const at = document.activeElement;
  if (at === document.body) return '';
  const label = at?.labels?.[0]?.textContent;
  return (at?.getAttribute('aria-label') ?? label ?? at?.textContent ?? '').trim();
})()`;

/** Somebody who has no mouse: goes from stop to stop, and knows where he is by the name that a screen reader says. */
export class Keys {
  constructor(private readonly page: Page) {}

  /** Goes on with Tab until the focus is on what has the name. @throws when it never comes there */
  async to(name: string | RegExp): Promise<void> {
    await this.walk('Tab', name);
  }

  /** The same backwards. */
  async back(name: string | RegExp): Promise<void> {
    await this.walk('Shift+Tab', name);
  }

  private async walk(key: string, name: string | RegExp): Promise<void> {
    const passed: string[] = [];
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      const here = await this.name();
      if (fits(here, name)) return;
      passed.push(here);
      await this.page.keyboard.press(key);
    }
    throw new Error(`${key} never comes to ${String(name)}, only to: ${[...new Set(passed)].join(' | ')}`);
  }

  /** Whether the focus is there. @throws with where it is instead */
  async at(name: string | RegExp): Promise<void> {
    const until = Date.now() + 5_000;
    let here = await this.name();
    while (!fits(here, name) && Date.now() < until) {
      await this.page.waitForTimeout(50);
      here = await this.name();
    }
    if (!fits(here, name)) throw new Error(`the focus is at ${here}, not at ${String(name)}`);
  }

  /** The name of what has the focus, as labels and contents give it. */
  private name(): Promise<string> {
    return this.page.evaluate<string>(NAME_OF_FOCUS);
  }
}

function fits(here: string, name: string | RegExp): boolean {
  return typeof name === 'string' ? here === name : name.test(here);
}

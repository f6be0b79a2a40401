import { hasJustReloaded, isMissingPart, noteReload } from './missing-part.js';

/** A store of a browser, as far as it is used here. */
function store(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as Storage;
}

describe('a part of the application that cannot be fetched', () => {
  it.each([
    'Failed to fetch dynamically imported module: http://127.0.0.1/assets/case-page-1.js',
    'error loading dynamically imported module',
    'Importing a module script failed.',
    'Unable to preload CSS for /assets/form-1.css',
  ])('is told from a fault of the page: %s', (message) => {
    expect(isMissingPart(new TypeError(message))).toBe(true);
    expect(isMissingPart(new TypeError('x is not a function'))).toBe(false);
  });

  it('is answered by one reload, not by a second one at once', () => {
    const kept = store();
    expect(hasJustReloaded(kept, 1_000)).toBe(false);
    noteReload(kept, 1_000);
    expect(hasJustReloaded(kept, 30_000)).toBe(true);
    expect(hasJustReloaded(kept, 90_000)).toBe(false);
  });
});

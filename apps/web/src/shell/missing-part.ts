const TRIED = 'vermilion.reloaded';
/** A second failure so soon after a reload is not the update that the reload was for. */
const SOON_MS = 60_000;
const MISSING = /dynamically imported module|importing a module script|preload CSS|error loading dynamically/i;

/** Whether a part of the application could not be fetched: most often a new version has taken its place. */
export function isMissingPart(error: unknown): boolean {
  return error instanceof Error && MISSING.test(error.message);
}

/** Remembers that the page is loaded anew, so that it is advised once. */
export function noteReload(store: Storage, now: number): void {
  store.setItem(TRIED, String(now));
}

/** Whether the page has just been loaded anew, and that has not helped. */
export function hasJustReloaded(store: Storage, now: number): boolean {
  const at = store.getItem(TRIED);
  return at !== null && now - Number(at) < SOON_MS;
}

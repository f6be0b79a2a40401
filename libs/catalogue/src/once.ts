/** Reads and checks data on first use, then gives the same value again. */
export function once<T>(read: () => T): () => T {
  let value: { readonly read: T } | null = null;
  return () => (value ??= { read: read() }).read;
}

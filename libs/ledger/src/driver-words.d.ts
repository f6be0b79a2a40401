declare module 'pg/lib/utils.js' {
  /** How the driver puts a value into PostgreSQL's words. */
  export function prepareValue(this: void, value: unknown): string | Buffer | null;
}

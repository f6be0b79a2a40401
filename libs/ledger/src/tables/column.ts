import type { EntitySchemaColumnOptions } from 'typeorm';

/** The column types in use. Every instant is a timestamptz, every name a text without a length: limits belong to the contracts. */
export const text = { type: 'text' } as const satisfies EntitySchemaColumnOptions;
export const integer = { type: 'integer' } as const satisfies EntitySchemaColumnOptions;
export const smallint = { type: 'smallint' } as const satisfies EntitySchemaColumnOptions;
/** Read as text: a bigint does not fit a JavaScript number. */
export const bigint = { type: 'bigint' } as const satisfies EntitySchemaColumnOptions;
export const boolean = { type: 'boolean' } as const satisfies EntitySchemaColumnOptions;
export const jsonb = { type: 'jsonb' } as const satisfies EntitySchemaColumnOptions;
/** Kept as it was written, to the letter. */
export const json = { type: 'json' } as const satisfies EntitySchemaColumnOptions;
export const bytea = { type: 'bytea' } as const satisfies EntitySchemaColumnOptions;
export const date = { type: 'date' } as const satisfies EntitySchemaColumnOptions;
export const uuid = { type: 'uuid' } as const satisfies EntitySchemaColumnOptions;
export const instant = { type: 'timestamp with time zone' } as const satisfies EntitySchemaColumnOptions;

/** A column that may be null. */
export function optional(column: EntitySchemaColumnOptions): EntitySchemaColumnOptions {
  return { ...column, nullable: true };
}

/** A column of the primary key `<table>_pk`. */
export function key(table: string, column: EntitySchemaColumnOptions): EntitySchemaColumnOptions {
  return { ...column, primary: true, primaryKeyConstraintName: `${table}_pk` };
}

/** The numbering primary key `<table>_pk`. */
export function serial(table: string): EntitySchemaColumnOptions {
  return { ...key(table, bigint), generated: 'increment' };
}

/** The columns of a row type: a forgotten or an unknown one does not compile. */
export type Columns<Row> = { readonly [column in keyof Row]-?: EntitySchemaColumnOptions };

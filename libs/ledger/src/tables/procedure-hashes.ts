import { EntitySchema } from 'typeorm';
import { instant, integer, key, text, type Columns } from './column.js';

/** What a version of a procedure said when it was first used: SHA-256 over its canonical text. */
export interface ProcedureHashRow {
  procedure: string;
  version: number;
  hash: string;
  first_used_at: Date;
}

const columns = {
  procedure: key('procedure_hash', text),
  version: key('procedure_hash', integer),
  hash: text,
  first_used_at: { ...instant, default: () => 'now()' },
} satisfies Columns<ProcedureHashRow>;

export const ProcedureHashTable = new EntitySchema<ProcedureHashRow>({ name: 'procedure_hash', columns });

import { EntitySchema } from 'typeorm';
import { bigint, instant, integer, jsonb, key, optional, serial, text, type Columns } from './column.js';

/** Something that people must look at. Open while `closed_at` is null; one open incident per kind and subject. */
export interface IncidentRow {
  id: string;
  kind: string;
  subject: string;
  detail: unknown;
  opened_at: Date;
  closed_at: Date | null;
}

const incidentColumns = {
  id: serial('incident'),
  kind: text,
  subject: text,
  detail: optional(jsonb),
  opened_at: { ...instant, default: () => 'now()' },
  closed_at: optional(instant),
} satisfies Columns<IncidentRow>;

export const IncidentTable = new EntitySchema<IncidentRow>({
  name: 'incident',
  columns: incidentColumns,
  indices: [{ name: 'incident_open', columns: ['kind', 'subject'], unique: true, where: 'closed_at IS NULL' }],
});

/** A message key that a consumer has set aside after a permanently bad message; later messages of the key wait too. */
export interface ParkedKeyRow {
  consumer: string;
  key: string;
  topic: string;
  partition: number;
  /** Of the bad message, in its partition. */
  message_offset: string;
  reason: string;
  parked_at: Date;
  release_requested_at: Date | null;
  released_at: Date | null;
}

const parkedKeyColumns = {
  consumer: key('parked_key', text),
  key: key('parked_key', text),
  topic: text,
  partition: integer,
  message_offset: bigint,
  reason: text,
  parked_at: { ...instant, default: () => 'now()' },
  release_requested_at: optional(instant),
  released_at: optional(instant),
} satisfies Columns<ParkedKeyRow>;

export const ParkedKeyTable = new EntitySchema<ParkedKeyRow>({ name: 'parked_key', columns: parkedKeyColumns });

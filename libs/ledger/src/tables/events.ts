import { EntitySchema } from 'typeorm';
import type { EventData, EventType, Role } from '@vermilion/domain';
import {
  bigint,
  instant,
  integer,
  json,
  jsonb,
  key,
  optional,
  serial,
  smallint,
  text,
  type Columns,
} from './column.js';

/** One fact. `body` is the canonical text which the hash covers; `data` is its part for queries. */
export interface EventRow {
  stream: string;
  seq: number;
  type: EventType;
  version: number;
  body: string;
  data: EventData[EventType];
  actor_kind: 'person' | 'clock' | 'system';
  actor_organisation: string | null;
  actor_person: string | null;
  actor_role: Role | null;
  on_behalf_of: string | null;
  /** Business time. */
  at: Date;
  /** Machine time. */
  recorded_at: Date;
  command_id: string;
  ordinal: number;
  prev_hash: string;
  hash: string;
}

const eventColumns = {
  stream: key('event', text),
  seq: key('event', integer),
  type: text,
  version: smallint,
  body: text,
  data: jsonb,
  actor_kind: text,
  actor_organisation: optional(text),
  actor_person: optional(text),
  actor_role: optional(text),
  on_behalf_of: optional(text),
  at: instant,
  recorded_at: instant,
  command_id: text,
  ordinal: smallint,
  prev_hash: text,
  hash: text,
} satisfies Columns<EventRow>;

export const EventTable = new EntitySchema<EventRow>({
  name: 'event',
  columns: eventColumns,
  uniques: [{ name: 'event_command', columns: ['stream', 'command_id', 'ordinal'] }],
});

/** What the relay still has to publish. `payload` is the finished CloudEvent. */
export interface OutboxRow {
  id: string;
  shard: number;
  stream: string;
  seq: number;
  topic: string;
  key: string;
  payload: string;
  created_at: Date;
}

const outboxColumns = {
  id: serial('outbox'),
  shard: smallint,
  stream: text,
  seq: integer,
  topic: text,
  key: text,
  payload: text,
  created_at: { ...instant, default: () => 'now()' },
} satisfies Columns<OutboxRow>;

export const OutboxTable = new EntitySchema<OutboxRow>({
  name: 'outbox',
  columns: outboxColumns,
  indices: [{ name: 'outbox_shard', columns: ['shard', 'id'] }],
});

/** The reply to a command, kept so that a repeated one gets the same. `actor` is `person:<id>@<organisation>`, `clock` or `system`. */
export interface CommandRow {
  actor: string;
  key: string;
  body_hash: string;
  reply: unknown;
  at: Date;
}

const commandColumns = {
  actor: key('command', text),
  key: key('command', text),
  body_hash: text,
  reply: optional(json),
  at: { ...instant, default: () => 'now()' },
} satisfies Columns<CommandRow>;

export const CommandTable = new EntitySchema<CommandRow>({
  name: 'command',
  columns: commandColumns,
  indices: [{ name: 'command_at', columns: ['at'] }],
});

/** A gap-free numbering, such as `document:郑工信:2018`. */
export interface CounterRow {
  name: string;
  value: string;
}

const counterColumns = { name: key('counter', text), value: bigint } satisfies Columns<CounterRow>;

export const CounterTable = new EntitySchema<CounterRow>({ name: 'counter', columns: counterColumns });

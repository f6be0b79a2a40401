import { EntitySchema } from 'typeorm';
import type { Role } from '@vermilion/domain';
import { instant, key, optional, text, type Columns } from './column.js';

/** Somebody signed in with a browser. Who knows the row cannot act with it: the cookie holds what hashes to `id_hash`. */
export interface WebSessionRow {
  id_hash: string;
  issuer: string;
  subject: string;
  /** The membership that was chosen among several; null: none yet. */
  organisation: string | null;
  role: Role | null;
  opened_at: Date;
  expires_at: Date;
  /** When the person has last shown who they are. */
  authenticated_at: Date | null;
  /** When the browser was last heard of, to the minute. */
  seen_at: Date;
}

const webSessionColumns = {
  id_hash: key('web_session', text),
  issuer: text,
  subject: text,
  organisation: optional(text),
  role: optional(text),
  opened_at: { ...instant, default: () => 'now()' },
  expires_at: instant,
  authenticated_at: optional(instant),
  seen_at: { ...instant, default: () => 'now()' },
} satisfies Columns<WebSessionRow>;

export const WebSessionTable = new EntitySchema<WebSessionRow>({
  name: 'web_session',
  columns: webSessionColumns,
  indices: [
    { name: 'web_session_expiry', columns: ['expires_at'] },
    { name: 'web_session_subject', columns: ['issuer', 'subject'] },
  ],
});

/** Since when what a person was given before opens nothing. */
export interface SignedOutRow {
  issuer: string;
  subject: string;
  /** By the clock of the identity provider. */
  at: Date;
}

const signedOutColumns = {
  issuer: key('signed_out', text),
  subject: key('signed_out', text),
  at: instant,
} satisfies Columns<SignedOutRow>;

export const SignedOutTable = new EntitySchema<SignedOutRow>({ name: 'signed_out', columns: signedOutColumns });

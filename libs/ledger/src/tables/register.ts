import { EntitySchema } from 'typeorm';
import type { ConflictRecord, ExpertCategory, Role } from '@vermilion/domain';
import { boolean, jsonb, key, optional, text, type Columns } from './column.js';

/** An organisation, or an expert, with its name and mail address. */
export interface PartyRow {
  organisation: string;
  kind: string;
  name_zh: string;
  name_en: string;
  credit_code: string | null;
  district: string | null;
  email: string | null;
  fictional: boolean;
}

const partyColumns = {
  organisation: key('party', text),
  kind: text,
  name_zh: text,
  name_en: text,
  credit_code: optional(text),
  district: optional(text),
  email: optional(text),
  fictional: { ...boolean, default: false },
} satisfies Columns<PartyRow>;

export const PartyTable = new EntitySchema<PartyRow>({ name: 'party', columns: partyColumns });

/** Which person of which identity provider acts for which organisation, in which role. */
export interface MemberRow {
  issuer: string;
  sub: string;
  organisation: string;
  role: Role;
}

const memberColumns = {
  issuer: key('member', text),
  sub: key('member', text),
  organisation: key('member', text),
  role: key('member', text),
} satisfies Columns<MemberRow>;

export const MemberTable = new EntitySchema<MemberRow>({
  name: 'member',
  columns: memberColumns,
  indices: [{ name: 'member_organisation', columns: ['organisation'] }],
});

/** An expert of the pool; the name lies in `party`. */
export interface ExpertRow {
  id: string;
  category: ExpertCategory;
  employer_group: string;
  employer_credit_code: string | null;
  available: boolean;
  conflicts: readonly ConflictRecord[];
}

const expertColumns = {
  id: key('expert', text),
  category: text,
  employer_group: text,
  employer_credit_code: optional(text),
  available: boolean,
  conflicts: jsonb,
} satisfies Columns<ExpertRow>;

export const ExpertTable = new EntitySchema<ExpertRow>({ name: 'expert', columns: expertColumns });

import { EntitySchema } from 'typeorm';
import type { Role } from '@vermilion/domain';
import { instant, serial, text, type Columns } from './column.js';

/** That somebody had a contact shown in full. No personal data: people are what the identity provider calls them. */
export interface ContactLookRow {
  id: string;
  at: Date;
  person: string;
  organisation: string;
  role: Role;
  case_id: string;
}

const columns = {
  id: serial('contact_look'),
  at: { ...instant, default: () => 'now()' },
  person: text,
  organisation: text,
  role: text,
  case_id: text,
} satisfies Columns<ContactLookRow>;

export const ContactLookTable = new EntitySchema<ContactLookRow>({ name: 'contact_look', columns });

import { EntitySchema } from 'typeorm';
import type { Administrator } from '@vermilion/domain';
import { instant, jsonb, serial, text, type Columns } from './column.js';

/** Something that an administrator has done. No personal data: people are what the identity provider calls them. */
export interface AdministratorActRow {
  id: string;
  at: Date;
  person: string;
  organisation: string;
  role: Administrator;
  act: string;
  about: { readonly [name: string]: string | number };
}

const actColumns = {
  id: serial('administrator_act'),
  at: { ...instant, default: () => 'now()' },
  person: text,
  organisation: text,
  role: text,
  act: text,
  about: jsonb,
} satisfies Columns<AdministratorActRow>;

export const AdministratorActTable = new EntitySchema<AdministratorActRow>({
  name: 'administrator_act',
  columns: actColumns,
});

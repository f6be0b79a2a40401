import { EntitySchema } from 'typeorm';
import { date, instant, optional, serial, text, type Columns } from './column.js';

/** A leave: from when until when somebody of an organisation is absent, and who stands in; nobody, when `person` is null. */
export interface StandInRow {
  id: string;
  organisation: string;
  absent: string;
  person: string | null;
  from_date: string;
  until_date: string;
  set_by: string;
  set_at: Date;
  withdrawn_by: string | null;
  withdrawn_at: Date | null;
}

const standInColumns = {
  id: serial('stand_in'),
  organisation: text,
  absent: text,
  person: optional(text),
  from_date: date,
  until_date: date,
  set_by: text,
  set_at: { ...instant, default: () => 'now()' },
  withdrawn_by: optional(text),
  withdrawn_at: optional(instant),
} satisfies Columns<StandInRow>;

export const StandInTable = new EntitySchema<StandInRow>({
  name: 'stand_in',
  columns: standInColumns,
  indices: [{ name: 'stand_in_organisation', columns: ['organisation', 'until_date'] }],
});

import type { ProgrammeView } from '@vermilion/contracts';
import { valueText, type FieldValue } from '@vermilion/domain';
import { formOf } from '../kit/fields.js';
import { useTexts } from '../texts/texts.js';

interface Props {
  readonly programme: ProgrammeView;
  readonly at: string;
  readonly value: unknown;
}

/** What stands at a place of the form, in words; of a table, how many rows it has; of a row, its name. */
export function PlaceValue({ programme, at, value }: Props) {
  const { t, language } = useTexts('enterprise');
  if (Array.isArray(value) && !at.includes('.')) return t('conflict.rows', { count: value.length });
  const [section = '', fieldId] = at.replace(/\[\d+\]/, '').split('.');
  const fields = formOf(programme).sections.find(({ id }) => id === section)?.fields ?? [];
  const words = { yes: t('yes'), no: t('no') };
  const field = fields.find(({ id }) => id === fieldId);
  if (field) return valueText(field, value as FieldValue | undefined, language, words);
  if (typeof value !== 'object' || value === null) return '—';
  const row = value as { readonly [id: string]: FieldValue };
  return fields.map((one) => valueText(one, row[one.id], language, words)).join(' · ');
}

import type { ProgrammeView } from '@vermilion/contracts';
import type { Text } from '@vermilion/domain';
import { useTexts, type Language } from '../texts/texts.js';
import { documentsOf, formOf } from './fields.js';

const PLACE = /^([\w-]+)(?:\[(\d+)\])?(?:\.([\w-]+))?$/;
const DOCUMENT = 'document:';

interface Words {
  readonly language: Language;
  /** A row of a table, counted from 1. */
  readonly row: (number: number) => string;
}

/** A place as the form calls it: `equipment[3].qty` is 设备清单 第4行 数量. What the form does not know stays as it is. */
export function nameOfPlace(programme: ProgrammeView, at: string, { language, row }: Words): string {
  const say = (text: Text | undefined) => text?.[language];
  if (at.startsWith(DOCUMENT))
    return say(documentsOf(programme).find(({ id }) => id === at.slice(DOCUMENT.length))?.title) ?? at;
  const [, sectionId, index, fieldId] = PLACE.exec(at) ?? [];
  const section = formOf(programme).sections.find(({ id }) => id === sectionId);
  if (!section) return at;
  const field = section.fields.find(({ id }) => id === fieldId);
  if (fieldId !== undefined && !field) return at;
  const parts = [say(section.label), index && row(Number(index) + 1), say(field?.label)];
  return parts.filter(Boolean).join(' ');
}

/** Says places by the words of a procedure's form; without one, as they are. */
export function usePlaceName(programme: ProgrammeView | undefined): (at: string) => string {
  const { t, language } = useTexts('kit');
  const row = (number: number) => t('row', { number });
  return (at) => (programme ? nameOfPlace(programme, at, { language, row }) : at);
}

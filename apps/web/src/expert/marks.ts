import { fill, PLACE_TEXTS } from '@vermilion/contracts';
import { checkMarks, totalOf, type Marks, type Rubric, type Text } from '@vermilion/domain';

export type RubricItem = Rubric['items'][number];

/** Nothing has been marked. */
export const NO_MARKS: Marks = { items: {}, comments: {} };

/** What the rules would refuse of an item, in the words of the server. */
export interface MarkFault {
  readonly item: string;
  /** Which of the two inputs of the item it is about. */
  readonly field: 'mark' | 'comment';
  /** Nothing has been marked yet: what nobody is told before wanting to submit. */
  readonly missing: boolean;
  readonly message: Text;
}

/** All that stands between these marks and their submission, in the order of the rubric. */
export function markFaults(rubric: Rubric, marks: Marks): readonly MarkFault[] {
  return checkMarks(rubric, marks).map(({ at, code, params }) => ({
    item: at.slice(at.indexOf('.') + 1),
    field: at.startsWith('comments.') ? 'comment' : 'mark',
    missing: code === 'missing',
    message: fill(PLACE_TEXTS[code as keyof typeof PLACE_TEXTS].message, params),
  }));
}

/** Whether the rubric asks for a comment on an item that gets this mark. */
export function asksComment(rubric: Rubric, { id }: RubricItem, mark: number | undefined): boolean {
  if (mark === undefined) return false;
  const faults = checkMarks(rubric, { items: { [id]: mark }, comments: {} });
  return faults.some(({ at }) => at === `comments.${id}`);
}

/**
 * The mark that was typed, with the digits and stops of any keyboard: `９。５` is 9.5. Null: nothing was typed; NaN: no number.
 */
export function markTyped(text: string): number | null {
  const plain = text.normalize('NFKC').replace('。', '.').trim();
  if (plain === '') return null;
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
}

/** The next mark up or down that the rubric knows. Whoever has not marked begins at nothing upwards, and with the whole weight downwards. */
export function nextMark(mark: number | undefined, { weight }: RubricItem, step: number, direction: 1 | -1): number {
  if (mark === undefined) return direction > 0 ? 0 : weight;
  const steps = Math.round((mark / step) * 1_000) / 1_000;
  const next = direction > 0 ? Math.floor(steps) + 1 : Math.ceil(steps) - 1;
  return Math.min(Math.max(Math.round(next * step * 1_000) / 1_000, 0), weight);
}

/** How far somebody is: how many items have a mark, and what they make together. */
export function progressOf({ items }: Pick<Rubric, 'items'>, marks: Marks) {
  const given = items.flatMap(({ id }) => {
    const mark = marks.items[id];
    return mark === undefined ? [] : [[id, mark] as const];
  });
  return { marked: given.length, of: items.length, total: totalOf({ items: Object.fromEntries(given) }) };
}

/** The marks with this one; null takes it away. */
export function withMark(marks: Marks, item: string, mark: number | null): Marks {
  const { [item]: _, ...others } = marks.items;
  return { ...marks, items: mark === null ? others : { ...others, [item]: mark } };
}

/** The marks with these words on an item. */
export function withComment(marks: Marks, item: string, comment: string): Marks {
  return { ...marks, comments: { ...marks.comments, [item]: comment } };
}

/** What is sent: comments without the space around them, and none without words. */
export function marksToSend({ items, comments }: Marks): Marks {
  const said = Object.entries(comments).map(([item, words]) => [item, words.trim()] as const);
  return { items, comments: Object.fromEntries(said.filter(([, words]) => words !== '')) };
}

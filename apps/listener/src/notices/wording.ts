import { fill, type Words } from '@vermilion/contracts';
import { writtenEnd, type Text } from '@vermilion/domain';
import type { Notice } from './notice.js';
import { NOTICE_TEXTS } from './notice-texts.js';

/** The title and body of a notice in both languages. */
export function wordingOf(
  notice: Notice,
  about: { readonly caseId: string | null; readonly dueAt: string | null },
): { title: Text; body: Text } {
  const words: Words = {
    ...notice.words,
    ...(about.caseId === null ? {} : { caseId: about.caseId }),
    ...(about.dueAt === null ? {} : { due: writtenEnd(about.dueAt) }),
  };
  const { title, body } = NOTICE_TEXTS[notice.kind];
  return { title: fill(title, words), body: fill(body, words) };
}

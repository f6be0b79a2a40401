import type { DocumentType } from '@vermilion/domain';

/** Which document a file is, as far as its name tells. */
export interface Match<File extends Named> {
  readonly file: File;
  readonly type: string | null;
}

interface Named {
  readonly name: string;
}

/** Words of a title that tell documents apart: those before a bracket, and what the brackets say is left out. */
function keywordOf({ title }: DocumentType): string {
  return plain(title.zh.replace(/[（(].*/u, ''));
}

function plain(words: string): string {
  return words.toLowerCase().replace(/[\s\p{P}_]+/gu, '');
}

/**
 * Finds for each of several files the document that it is, by its name: the whole title, or at least three
 * characters of one. Two files never go for the same document; what cannot be told is left for the person to say.
 */
export function matchFiles<File extends Named>(files: readonly File[], types: readonly DocumentType[]): Match<File>[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const [best] = types
      .filter(({ id }) => !taken.has(id))
      .map((type) => ({ type: type.id, likeness: likeness(plain(file.name), type) }))
      .sort((a, b) => b.likeness - a.likeness);
    if (!best || best.likeness < LEAST) return { file, type: null };
    taken.add(best.type);
    return { file, type: best.type };
  });
}

/** Two characters in common may be chance. */
const LEAST = 3;

/** How long the longest common part is; a whole title or the id counts more than any part. */
function likeness(name: string, type: DocumentType): number {
  const title = keywordOf(type);
  if (name.includes(title) || name.includes(plain(type.id))) return 100 + title.length;
  for (let length = title.length - 1; length >= LEAST; length--)
    for (let at = 0; at + length <= title.length; at++) if (name.includes(title.slice(at, at + length))) return length;
  return 0;
}

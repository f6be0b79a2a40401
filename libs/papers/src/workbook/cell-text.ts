/** Characters that XML 1.0 cannot carry, and those it would change: ECMA-376 Part 1, 22.9.2.19 writes them as _xHHHH_. */
const unwritable = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/gu;
const loneSurrogate = /\p{Surrogate}/gu;
const escaped = /_x([0-9A-Fa-f]{4})_/gu;
const markup: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as content or attribute of XML. */
export function xml(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => markup[character] ?? character);
}

/** A text as content of a cell. */
export function cellText(text: string): string {
  const carried = text.replace(loneSurrogate, '\uFFFD').replace(unwritable, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `_x${code}_`;
  });
  return xml(carried);
}

/** The text of a cell as its author wrote it. */
export function writtenText(content: string): string {
  return content.replace(escaped, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

/** B12 → 2; 0 when the reference names no column. */
export function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/u.exec(reference)?.[0] ?? '';
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}

/** A character that the typeface of papers does not have: it would vanish from the paper, so there is no paper. */
export class UnprintableCharacterError extends Error {
  readonly code = 'unprintable-character';
  /** What the text of the code is filled with. */
  readonly params: { readonly characters: string };

  constructor(
    /** The characters, each once, in the order of their occurrence. */
    readonly characters: readonly string[],
    /** The text in which they occur. */
    readonly text: string,
  ) {
    const named = characters.map(name).join(', ');
    super(`the typeface lacks ${named}`);
    this.name = 'UnprintableCharacterError';
    this.params = { characters: named };
  }
}

function name(character: string): string {
  return `${character} (U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')})`;
}

/** What pdfkit holds of the font in use; its types do not tell. */
interface OpenFont {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

/** @throws UnprintableCharacterError when the font in use lacks a character of the text */
export function checkPrintable(text: string, document: PDFKit.PDFDocument): void {
  const { font } = (document as unknown as OpenFont)._font;
  const lacking = [...new Set(text)].filter((character) => !font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
  if (lacking.length > 0) throw new UnprintableCharacterError(lacking, text);
}

/** The package brings no types of its own. */
declare module 'subset-font' {
  function subsetFont(font: Buffer, characters: string, options: { readonly targetFormat: 'woff2' }): Promise<Buffer>;
  export = subsetFont;
}

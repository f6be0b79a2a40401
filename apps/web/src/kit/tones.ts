/** Colours behind white words, dark enough to be read by everybody (WCAG 2.2 AA, 4.5 : 1). A word always says the same. */
export const GOOD = '#237804';
export const CARE = '#874d00';
export const BAD = '#a8071a';
export const QUIET = '#595959';

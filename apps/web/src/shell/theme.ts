/** The class that carries the values of the theme; the style sheet written by the build names it. */
export const THEME_KEY = 'vermilion';

/** How the widgets of the desks look. */
export const theme = {
  cssVar: { key: THEME_KEY },
  hashed: false,
  token: {
    fontFamily: 'var(--faces)',
    colorPrimary: '#b22c1e',
    colorLink: '#8f2117',
    colorError: '#a8071a',
    colorErrorHover: '#cf1322',
    colorErrorActive: '#820014',
    borderRadius: 4,
    colorTextTertiary: '#595959',
    colorTextPlaceholder: '#6b6b6b',
  },
};

/** The same without anything that moves, for whoever has asked their device for that (WCAG 2.2, 2.3.3). */
export function motionFor<Theme extends { readonly token: object }>(given: Theme): Theme {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return calm ? { ...given, token: { ...given.token, motion: false } } : given;
}

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

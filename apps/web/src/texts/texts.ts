import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Text } from '@vermilion/domain';

export type Language = 'zh' | 'en';

/** The words of one area: each message in both languages, side by side, so that neither can be forgotten. */
export type Catalogue = { readonly [key: string]: Text };

const KEPT = 'vermilion.language';
const LOCALES = { zh: 'zh-CN', en: 'en' } as const;

/** Chinese, unless the person has chosen English. */
function keptLanguage(): Language {
  return localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh';
}

/** Prepares the catalogues; areas bring their own when they are loaded. */
export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: keptLanguage(),
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
    keySeparator: false,
    nsSeparator: false,
  });
  for (const [area, catalogue] of early.splice(0)) addTexts(area, catalogue);
  say(keptLanguage());
}

/** Words of parts that are loaded with the application itself, before the catalogues are prepared. */
const early: (readonly [area: string, catalogue: Catalogue])[] = [];

/** Adds the words of an area. */
export function addTexts(area: string, catalogue: Catalogue): void {
  if (!i18next.isInitialized) {
    early.push([area, catalogue]);
    return;
  }
  for (const language of ['zh', 'en'] as const) {
    const words = Object.fromEntries(Object.entries(catalogue).map(([key, text]) => [key, text[language]]));
    i18next.addResourceBundle(language, area, words);
  }
}

export async function switchLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  await i18next.changeLanguage(language);
  say(language);
}

function say(language: Language): void {
  document.documentElement.lang = LOCALES[language];
}

/** The words of an area, `t('key', { name })`, and what the server says in both languages, `read(text)`. */
export function useTexts(area: string) {
  const { t, i18n } = useTranslation(area);
  const language: Language = i18n.language === 'en' ? 'en' : 'zh';
  return {
    t: (key: string, values: { readonly [name: string]: string | number } = {}): string => t(key, values),
    read: (text: Text | null | undefined): string => text?.[language] ?? '',
    language,
  };
}

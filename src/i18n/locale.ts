export type Locale = 'fr' | 'en';

/** The language of a page: French, unless its address stands under `/en`. */
export const localeOf = (current: string | undefined): Locale => (current === 'en' ? 'en' : 'fr');

/** The address of a page in a language. Every page has the same name in both, under `/en` in English. */
export const href = (locale: Locale, path: string): string =>
  locale === 'fr' ? path : path === '/' ? '/en' : `/en${path}`;

/** The same page in the other language. */
export function inLanguage(locale: Locale, { pathname, search }: URL): string {
  const path = pathname.replace(/^\/en(?=\/|$)/, '').replace(/\/+$/, '') || '/';
  return href(locale, path) + search;
}

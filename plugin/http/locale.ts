import { isLocale, type Locale } from '../i18n/locale.ts';

/** In an endpoint, Astro's `currentLocale` is always the default one: the address carries the reader's. */
export function localeOf(url: URL, fallback: Locale): Locale {
  const asked = url.searchParams.get('locale');
  return isLocale(asked) ? asked : fallback;
}

/** The language of ours that a locale reads, `fr-CA` French; none for any other. */
export function languageOf(code: string | undefined): Locale | undefined {
  const language = code?.split('-')[0];
  return isLocale(language) ? language : undefined;
}

/** Of a page that Astro renders. */
export const pageLocale = (current: string | undefined, fallback: Locale): Locale => languageOf(current) ?? fallback;

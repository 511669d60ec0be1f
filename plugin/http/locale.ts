import { isLocale, type Locale } from '../i18n/locale.ts';

/** In an endpoint, Astro's `currentLocale` is always the default one: the address carries the reader's. */
export function localeOf(url: URL, fallback: Locale): Locale {
  const asked = url.searchParams.get('locale');
  return isLocale(asked) ? asked : fallback;
}

/** Of a page that Astro renders: `fr-CA` reads French. */
export function pageLocale(current: string | undefined, fallback: Locale): Locale {
  const language = current?.split('-')[0];
  return isLocale(language) ? language : fallback;
}

import type { AstroConfig } from 'astro';
import { languageOf } from './http/locale.ts';
import type { UrlConfig } from './http/urls.ts';
import type { Locale } from './i18n/locale.ts';

/** The folders that a site's pages stand under, `''` or `/fr`: all of them, and the one of each of our languages. */
export function localeFolders(i18n: AstroConfig['i18n']): {
  readonly all: ReadonlySet<string>;
  readonly of: UrlConfig['folders'];
} {
  const isPrefixed = typeof i18n?.routing === 'object' && i18n.routing.prefixDefaultLocale;
  const folders = (i18n?.locales ?? []).map((locale) => {
    const { path, codes } = typeof locale === 'string' ? { path: locale, codes: [locale] } : locale;
    // Of several codes, Astro says the first as the page's locale.
    return { code: codes[0], folder: path === i18n?.defaultLocale && !isPrefixed ? '' : `/${path}` };
  });
  const folderOf = (locale: Locale): string => {
    const own = folders.find(({ code }) => code === locale);
    return (own ?? folders.find(({ code }) => languageOf(code) === locale))?.folder ?? '';
  };
  return {
    all: new Set(['', ...folders.map(({ folder }) => folder)]),
    of: { fr: folderOf('fr'), en: folderOf('en') },
  };
}

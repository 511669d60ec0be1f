import type { CollectionEntry } from 'astro:content';
import { inFrench } from '../i18n/french.ts';
import type { Locale } from '../i18n/locale.ts';

export type NewsEntry = CollectionEntry<'news'> & { readonly slug: string };

/** The news in a language, the latest first. An article has the same address in both. */
export const newsIn = (locale: Locale, all: readonly CollectionEntry<'news'>[]): NewsEntry[] =>
  all
    .filter(({ id }) => id.startsWith(`${locale}/`))
    .map((entry) => {
      const { title, summary } = entry.data;
      const words = locale === 'fr' ? inFrench({ title, summary }) : { title, summary };
      return { ...entry, data: { ...entry.data, ...words }, slug: entry.id.slice(3) };
    })
    .sort((a, b) => b.data.date.getTime() - a.data.date.getTime());

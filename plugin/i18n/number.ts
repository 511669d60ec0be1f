import type { Locale } from './locale.ts';

const formats: Readonly<Record<Locale, Intl.NumberFormat>> = {
  fr: new Intl.NumberFormat('fr'),
  en: new Intl.NumberFormat('en'),
};

/** `1 000` in French, `1,000` in English. */
export const number = (locale: Locale, n: number): string => formats[locale].format(n);

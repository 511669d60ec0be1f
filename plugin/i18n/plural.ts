import type { Plural } from './client-texts.ts';
import type { Locale } from './locale.ts';
import { number } from './number.ts';

const rules: Readonly<Record<Locale, Intl.PluralRules>> = {
  fr: new Intl.PluralRules('fr'),
  en: new Intl.PluralRules('en'),
};

/** The sentence for a number: French says 0 in the singular. */
export const plural = (locale: Locale, n: number, { one, other }: Plural): string =>
  (rules[locale].select(n) === 'one' ? one : other).replace('{n}', number(locale, n));

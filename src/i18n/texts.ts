import type { Locale } from './locale.ts';
import { en } from './texts-en.ts';
import { fr, type Texts } from './texts-fr.ts';

export type { Texts } from './texts-fr.ts';

export const textsOf = (locale: Locale): Texts => (locale === 'en' ? en : fr);

/** Puts values in the `{slots}` of a text. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (slot, name) => String(values[name] ?? slot));

/** The form of a text that a number asks for. */
export function count(locale: Locale, n: number, forms: { readonly one: string; readonly other: string }): string {
  const form = new Intl.PluralRules(locale).select(n) === 'one' ? forms.one : forms.other;
  return fill(form, { n: new Intl.NumberFormat(locale).format(n) });
}

import { type Html, html } from '../fragments/html.ts';
import type { Locale } from './locale.ts';

const lists: Readonly<Record<Locale, Intl.ListFormat>> = {
  fr: new Intl.ListFormat('fr', { type: 'conjunction' }),
  en: new Intl.ListFormat('en', { type: 'conjunction' }),
};

/** `kevin, nadia et tom`: each login isolated from its neighbours, whatever its direction. */
export const people = (logins: readonly string[], locale: Locale): Html =>
  html`${lists[locale].formatToParts(logins).map(({ type, value }) => (type === 'element' ? html`<bdi>${value}</bdi>` : value))}`;

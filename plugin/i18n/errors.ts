import type { Details } from '../../events/core/errors.ts';
import { type Html, html } from '../fragments/html.ts';
import { type ErrorTexts, errorsEn } from './errors-en.ts';
import { errorsFr } from './errors-fr.ts';
import type { Locale } from './locale.ts';
import type { When } from './say.ts';

export const errorTexts: Readonly<Record<Locale, ErrorTexts>> = { fr: errorsFr, en: errorsEn };

const isKnown = (code: string): code is keyof ErrorTexts => Object.hasOwn(errorsEn, code);

/** What a reader is told of an error. A code without a text of its own says no more than that something failed. */
export function errorText(
  error: { readonly code: string; readonly details: Details },
  locale: Locale,
  when: When,
): Html {
  const say = errorTexts[locale][isKnown(error.code) ? error.code : 'INTERNAL'];
  return html`${say(error.details, when)}`;
}

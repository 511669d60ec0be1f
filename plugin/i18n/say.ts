import type { Details } from '../../events/core/errors.ts';
import type { Html } from '../fragments/html.ts';
import type { Locale } from './locale.ts';
import { number } from './number.ts';

/** Writes an instant (ISO 8601 UTC) for a reader. */
export type When = (iso: string) => Html;

/** A sentence about an error, made from its details alone. */
export type Say = (details: Details, when: When) => string | Html;

type Detail = Details[string] | undefined;
export const text = (detail: Detail): string =>
  typeof detail === 'object' ? detail.join(', ') : String(detail ?? '?');
/** A detail that counts something, as the language writes numbers. */
export const amount = (locale: Locale, detail: Detail): string =>
  typeof detail === 'number' ? number(locale, detail) : text(detail);

import { errorText } from '../i18n/errors.ts';
import { type Html, html } from './html.ts';
import type { Setting } from './setting.ts';
import type { Told } from './types.ts';

/** What happened, why, and what to do; read out at once. */
export const error = (told: Told, { locale, clock }: Setting, id?: string): Html =>
  html`<p class="cb-note cb-bad" role="alert" data-code="${told.code}"${id !== undefined && html` id="${id}"`}>${errorText(told, locale, clock.instant)}</p>`;

/** The way back in for whoever was logged out meanwhile. */
export const wayIn = ({ code }: Told, returnTo: string, { urls, locale, t }: Setting): Html | false =>
  code === 'HTTP_LOGGED_OUT' && html`<p><a href="${urls.logIn(locale, returnTo)}">${t.logIn}</a></p>`;

import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import type { Setting } from './setting.ts';
import type { Farewell, FarewellOptions } from './types.ts';

/** The box of whoever may not enter: why, what to do, and not one byte of the chat. */
export function farewell(why: Farewell, options: FarewellOptions, { urls, place, locale, t }: Setting): Html {
  const title = options.title || t.title;
  const words = (why === 'visitor' && options.visitorText) || t.farewell[why];
  const mayLogIn = why === 'visitor' || why === 'ended';
  const maySet = options.owner === true && (why === 'disabled' || why === 'group');
  return html`
    <section class="chatbox cb-farewell" data-farewell="${why}" data-height="${options.height ?? 'medium'}" lang="${locale}" dir="ltr" aria-label="${title}">
      <header><h2 dir="auto">${title}</h2></header>
      <div class="cb-invite">
        ${icons.chat}
        <p dir="auto">${words}</p>
        ${mayLogIn && html`<a href="${urls.logIn(locale, options.returnTo)}">${t.logIn}</a>`}
        ${maySet && html`<a href="${urls.settings(locale, { chat: place.chat })}">${t.settings}</a>`}
      </div>
    </section>`;
}

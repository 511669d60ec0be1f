import { error, wayIn } from './error.ts';
import { hidden } from './form.ts';
import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import { message as article } from './message.ts';
import type { Setting } from './setting.ts';
import type { ComposerData, MessageView } from './types.ts';

/** A text area drops one line end at its start: this one is for it. */
const LF = '\n';

/**
 * The form of a message. Without JavaScript it posts to the chatbox's page and names no audience: the text alone
 * decides, and nothing that begins with `@` is public. The browser's own length limit is not used, since it counts
 * what people do not.
 */
export function composer({ key, message, member, text, returnTo, error: told }: ComposerData, setting: Setting): Html {
  const { urls, place, locale, t } = setting;
  const note = `chatbox-${place.chat}-note`;
  const suggestions = `chatbox-${place.chat}-suggestions`;
  return html`
    <form class="cb-composer" method="post" action="${urls.page(place.chat, locale)}" data-post="${urls.messages(place.chat, locale)}" data-message="${message}" data-max="${place.max}">
      ${hidden('key', key)}${hidden('return', returnTo)}${member !== undefined && hidden('member', member)}
      <div class="cb-chips" hidden></div>
      <ul class="cb-suggest" role="listbox" id="${suggestions}" aria-label="${t.compose.suggestions}" hidden></ul>
      <textarea name="text" rows="1" aria-label="${t.compose.label}" placeholder="${t.compose.placeholder}" aria-describedby="${note}" aria-controls="${suggestions}"${told && html` aria-invalid="true"`} autocomplete="off">${LF}${text}</textarea>
      <button class="cb-send" aria-label="${t.compose.send}">${icons.send}</button>
      ${told ? error(told, setting, note) : html`<p class="cb-note" id="${note}"></p>`}<span class="cb-counter"></span>
      <noscript><p class="cb-zone">${t.zone(place.timeZone)}</p></noscript>
    </form>`;
}

/** A message that has no box to stand in: its author was logged out meanwhile, or shut out. To be sent again as it is. */
export const unsent = (data: ComposerData, setting: Setting): Html => html`
  ${composer(data, setting)}
  ${data.error && wayIn(data.error, data.returnTo, setting)}`;

/** The answer to a post: the next form, and the message for the log above it. */
export const posted = (view: MessageView | undefined, next: ComposerData, setting: Setting): Html =>
  html`
    ${composer(next, setting)}
    ${view && article(view, setting)}`;

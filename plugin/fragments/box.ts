import { number } from '../i18n/number.ts';
import { composer } from './composer.ts';
import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import { message } from './message.ts';
import { notice } from './notice.ts';
import { presence } from './presence.ts';
import type { Setting } from './setting.ts';
import { textsBlock } from './texts-block.ts';
import { olderLink, timeline } from './timeline.ts';
import type { BoxData, MessageView, Named } from './types.ts';

/** The whole chatbox of a member. */
export function box(data: BoxData, setting: Setting): Html {
  const { urls, place, locale, t } = setting;
  const { options, member, present } = data;
  const title = options.title || t.title;
  return html`
    <section class="chatbox" data-height="${options.height}" data-stream="${urls.stream(place.chat, locale, { member: member.id, moderator: data.moderator })}" data-logins="${urls.logins(place.chat, locale)}" data-session="${data.session}" data-build="${place.build}" data-member="${member.id}" data-login="${member.login}"${data.moderator && html` data-moderator`} data-revision="${data.revision}" lang="${locale}" dir="ltr" aria-label="${title}">
      ${heading(title, data, setting)}
      ${options.members && presence(present, setting)}
      <div class="cb-log" role="log" aria-live="polite" aria-relevant="additions" aria-label="${t.messages}" tabindex="0">
        <p class="cb-empty">${icons.chat}${t.empty}</p>
        ${olderLink(data.before, setting)}
        ${timeline(data.views, setting)}
      </div>
      <p class="cb-state" role="status"></p>
      <div class="cb-notice" role="status">${notice(data.notice, setting)}</div>
      ${composer(data.composer, setting)}
      <template class="cb-row">${message(blank(member), setting)}</template>
      ${textsBlock(locale)}
    </section>`;
}

/** The row of a message that its author has just written: the browser fills it. */
const blank = ({ id, login }: Named): MessageView => ({
  message: '',
  revision: 0n,
  at: '',
  author: { id, login },
  to: undefined,
  text: '',
  logins: new Set(),
  removal: undefined,
});

/** The list of members says the number to a screen reader; the button waits for the browser to show it. */
function heading(title: string, data: BoxData, { urls, place, locale, t }: Setting): Html {
  const { options, present } = data;
  return html`
    <header>
      <h2 dir="auto">${title}</h2>
      ${data.moderator && html`<a class="cb-icon" href="${urls.muted(place.chat, locale)}" aria-label="${t.mute.all}" title="${t.mute.all}">${icons.hush}</a>`}
      ${options.members && html`<span class="cb-count" aria-hidden="true" title="${t.present(present.length)}">${number(locale, present.length)}</span>`}
      ${options.sound && html`<button type="button" class="cb-icon cb-sound" aria-pressed="false" aria-label="${t.sound}" hidden>${icons.sound}</button>`}
    </header>`;
}

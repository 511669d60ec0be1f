import { error } from './error.ts';
import { hidden } from './form.ts';
import { type Html, html } from './html.ts';
import type { Setting } from './setting.ts';
import type { MutedData, MutedMember } from './types.ts';

/** Who may not write now, for moderators: a page of its own. */
export function muted(data: MutedData, setting: Setting): Html {
  const { urls, place, locale, t } = setting;
  return html`
    <section class="cb-panel" aria-label="${t.mute.all}">
      ${data.error && error(data.error, setting)}
      ${data.muted.length === 0 && html`<p role="status">${t.mute.nobody}</p>`}
      ${data.muted.map((one, at) => lifting(one, data.member, `cb-mute-${at}`, setting))}
      <p><a href="${urls.page(place.chat, locale)}">${t.open}</a></p>
    </section>`;
}

function lifting(one: MutedMember, member: string, about: string, { urls, place, locale, t, clock }: Setting): Html {
  const { id, login, by, until, reason } = one;
  return html`
    <form method="post" action="${urls.muted(place.chat, locale)}">
      ${hidden('muted', id)}${hidden('member', member)}
      <p id="${about}">${t.mute.now(login, clock.instant(until), reason)} ${t.mute.by(by)}</p>
      <button aria-describedby="${about}">${t.mute.lift}</button>
    </form>`;
}

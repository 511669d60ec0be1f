import { number } from '../i18n/number.ts';
import { face } from './face.ts';
import { type Html, html } from './html.ts';
import type { Setting } from './setting.ts';
import type { Named } from './types.ts';

/** Who is connected; each one a way to write to them. */
export function presence(members: readonly Named[], { urls, place, locale, t }: Setting): Html {
  return html`<ul class="cb-present" data-count="${number(locale, members.length)}" aria-label="${t.present(members.length)}">${members.map(
    (member) =>
      html`<li><a data-login="${member.login}" href="${urls.writeTo(place.chat, locale, member.login)}" title="${t.writeTo(member.login)}">${face(member)}<bdi>${member.login}</bdi></a></li>`,
  )}</ul>`;
}

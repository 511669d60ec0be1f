import { number } from '../i18n/number.ts';
import { face } from './face.ts';
import { type Html, html } from './html.ts';
import type { Setting } from './setting.ts';
import type { Named } from './types.ts';
import { writeUrl } from './write-url.ts';

/** Who is connected; each one a way to write to them. */
export function presence(members: readonly Named[], setting: Setting): Html {
  const { t, locale } = setting;
  return html`<ul class="cb-present" data-count="${number(locale, members.length)}" aria-label="${t.present(members.length)}">${members.map(
    (member) =>
      html`<li><a data-login="${member.login}" href="${writeUrl(member.login, setting)}" title="${t.writeTo(member.login)}">${face(member)}<bdi>${member.login}</bdi></a></li>`,
  )}</ul>`;
}

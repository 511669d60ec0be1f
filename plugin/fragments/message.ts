import { people } from '../i18n/people.ts';
import { face } from './face.ts';
import { hidden, refusalGoesTo } from './form.ts';
import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import { richText } from './rich-text.ts';
import type { Setting } from './setting.ts';
import type { MessageView, Named } from './types.ts';

/**
 * The one template of a message, for the page, the answer to a post, and the stream. It states facts and no
 * viewpoint, so that all who have the same sight of the message share its bytes.
 * @param follows its author wrote the one above too, so that both share one header
 */
export function message(view: MessageView, setting: Setting, follows = false): Html {
  const { urls, place, locale, t, clock } = setting;
  const { author, to, removal, revision } = view;
  const readers = to && html` data-to="${to.map(({ id }) => id).join(' ')}"`;
  const kind = [to && 'cb-private', removal && 'cb-removed', follows && 'cb-follows'].filter(Boolean).join(' ');
  return html`
    <article id="m-${view.message}" data-seq="${revision}" data-author="${author.id}" data-login="${author.login}"${readers}${kind !== '' && html` class="${kind}"`}>
      ${face(author)} <bdi class="cb-who">${author.login}</bdi> ${clock.time(view.at)}
      ${to && addressed(to, setting)}
      ${removal ? removed(view, removal, setting) : words(view)}
      <a class="cb-acts" href="${urls.acts(place.chat, locale, revision)}" aria-label="${t.actsOn(author.login)}">${icons.more}</a>
    </article>`;
}

/** Who reads a private message, in words: colour never speaks alone. */
function addressed(to: readonly Named[], { t, locale }: Setting): Html {
  const logins = to.map(({ login }) => login);
  return html`<span class="cb-to">${icons.lock}<span>${t.private(people(logins, locale))}</span></span>`;
}

const words = ({ text, to, logins }: MessageView): Html =>
  html`<p class="cb-text" dir="auto">${richText(text ?? '', to === undefined ? logins : undefined)}</p>`;

type Removal = NonNullable<MessageView['removal']>;

/** That it was removed; then the reason, the words, and the way back, as far as this viewer's sight goes. */
function removed(view: MessageView, removal: Removal, setting: Setting): Html {
  const { t } = setting;
  const { reason, restorable } = removal;
  return html`
    <p class="cb-gone"><em>${removedBy(removal, t)}</em>${reason && html` ${t.reason(reason)}`}</p>
    ${restorable && html`${words(view)}${restoring(view, setting)}`}`;
}

/** Which moderator it was is for whoever may take it back. */
export function removedBy({ by, byAuthor, restorable }: Removal, t: Setting['t']): string | Html {
  if (byAuthor) return t.removedByAuthor;
  return restorable ? t.removedBy(by.login) : t.removedByModerators;
}

/** One press takes a removal back. */
function restoring({ revision }: MessageView, { urls, place, locale, t }: Setting): Html {
  const page = urls.acts(place.chat, locale, revision);
  const endpoint = urls.restorations(place.chat, locale);
  return html`
    <form class="cb-restore" method="post" action="${page}" hx-post="${endpoint}" hx-target="closest article" hx-swap="outerHTML" ${refusalGoesTo}>
      ${hidden('act', 'restore')}${hidden('revision', revision)}<button>${t.restore}</button><p class="cb-note" hidden></p>
    </form>`;
}

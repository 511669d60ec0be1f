import { error } from './error.ts';
import { hidden, refusalGoesTo } from './form.ts';
import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import type { Setting } from './setting.ts';
import type { ActsData } from './types.ts';
import { writeUrl } from './write-url.ts';

/** What one viewer may do with one message: with JavaScript a panel under it, without a page of its own. */
export function acts(data: ActsData, setting: Setting): Html {
  const { t } = setting;
  const { view, member, returnTo } = data;
  const { author, removal, text, to } = view;
  const mine = author.id === member.id;
  const moderates = data.moderator && !mine && to === undefined;
  return html`
    <section class="cb-panel" aria-label="${t.acts}">
      <header>
        <h2>${t.actsOf(author.login)}</h2>
        <a class="cb-icon cb-close" href="${returnTo}" aria-label="${t.close}">${icons.close}</a>
      </header>
      ${text !== undefined && html`<p class="cb-quote" dir="auto">${text}</p>`}
      ${!mine && writing(author.login, setting)}
      ${removal === undefined && mine && withdrawing(data, setting)}
      ${removal === undefined && moderates && removing(data, setting)}
      ${removal?.restorable && restoring(data, setting)}
      ${removal && mine && !removal.byAuthor && html`<p>${t.appeal}</p>`}
      ${moderates && (data.mute ? muted(data, data.mute, setting) : data.mutable && muting(data, setting))}
      ${data.error && error(data.error, setting)}
    </section>`;
}

function writing(login: string, setting: Setting): Html {
  const words = setting.t.writeTo(login);
  return html`<a class="cb-write" data-login="${login}" href="${writeUrl(login, setting)}">${icons.lock}<span>${words}</span></a>`;
}

/** Of one's own message: nobody owes themselves a reason. */
function withdrawing(data: ActsData, { urls, place, locale, t }: Setting): Html {
  const url = urls.removals(place.chat, locale);
  return act(url, 'closest article', data, html`<button class="cb-danger">${t.removal.own}</button>`);
}

function removing(data: ActsData, { urls, place, locale, t }: Setting): Html {
  const url = urls.removals(place.chat, locale);
  const fields = html`${reasonField(t.removal.reason)}<button class="cb-danger">${t.removal.other}</button>`;
  return html`<details><summary>${t.removal.other}</summary>${act(url, 'closest article', data, fields)}</details>`;
}

function restoring(data: ActsData, { urls, place, locale, t }: Setting): Html {
  return act(urls.restorations(place.chat, locale), 'closest article', data, html`<button>${t.restore}</button>`);
}

/** The answer is this panel anew, so that the moderator sees what holds then. */
function muting(data: ActsData, { urls, place, locale, t }: Setting): Html {
  const { login } = data.view.author;
  const url = urls.mutes(place.chat, locale);
  const lengths = Object.entries(t.mute.lengths).map(
    ([minutes, name]) => html`<option value="${minutes}">${name}</option>`,
  );
  const fields = html`
    ${reasonField(t.mute.reason)}
    <label>${t.mute.length}<select name="minutes">${lengths}</select></label>
    <button class="cb-danger">${t.mute.submit}</button>`;
  return html`<details><summary>${t.mute.title(login)}</summary>${act(url, 'closest .cb-panel', data, fields)}</details>`;
}

function muted(data: ActsData, mute: NonNullable<ActsData['mute']>, { urls, place, locale, t, clock }: Setting): Html {
  const holds = t.mute.now(data.view.author.login, clock.instant(mute.until), mute.reason);
  const fields = html`<p role="status">${holds}</p><button>${t.mute.lift}</button>`;
  return act(urls.unmutes(place.chat, locale), 'closest .cb-panel', data, fields);
}

const reasonField = (label: string): Html =>
  html`<label>${label}<input name="reason" maxlength="500" required autocomplete="off"></label>`;

const act = (url: string, target: string, { view, returnTo }: ActsData, fields: Html): Html => html`
  <form method="post" action="${url}" hx-post="${url}" hx-target="${target}" hx-swap="outerHTML" hx-sync="this:drop" ${refusalGoesTo}>
    ${hidden('revision', view.revision)}${hidden('return', returnTo)}
    ${fields}<p class="cb-note" hidden></p>
  </form>`;

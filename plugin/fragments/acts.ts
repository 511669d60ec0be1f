import { error, wayIn } from './error.ts';
import { hidden, refusalGoesTo } from './form.ts';
import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import { removedBy } from './message.ts';
import type { Setting } from './setting.ts';
import type { Act, ActsData, Undone } from './types.ts';

/** What one viewer may do with one message: with JavaScript a panel under it, without a page of its own. */
export function acts(data: ActsData, setting: Setting): Html {
  const { t } = setting;
  const { view, member, returnTo } = data;
  const { author, removal, text, to } = view;
  const mine = author.id === member.id;
  const moderates = data.moderator && !mine;
  return html`
    <section class="cb-panel" aria-label="${t.acts}">
      <header>
        <h2>${mine ? t.actsOfOwn : t.actsOf(author.login)}</h2>
        <a class="cb-icon cb-close" href="${returnTo}" aria-label="${t.close}">${icons.close}</a>
      </header>
      ${data.done && done(data.done, data, setting)}
      ${text !== undefined && html`<p class="cb-quote" dir="auto">${text}</p>`}
      ${!mine && writing(author.login, setting)}
      ${removal === undefined && mine && withdrawing(data, setting)}
      ${removal === undefined && moderates && to === undefined && removing(data, setting)}
      ${removal?.restorable && restoring(data, setting)}
      ${removal && mine && !removal.byAuthor && html`<p>${t.appeal}</p>`}
      ${moderates && (data.mute ? muted(data, data.mute, setting) : data.mutable && muting(data, setting))}
      ${data.error && error(data.error, setting)}
      ${data.done && html`<p><a href="${returnTo}">${t.back}</a></p>`}
    </section>`;
}

/** What was done, from what stands by now: the address that names the act may be older, or forged. */
function done(act: Act, { view, mute, mutable }: ActsData, { t }: Setting): Html | false {
  const { removal, author } = view;
  const words = {
    remove: removal && html`${removedBy(removal, t)}${removal.reason && html` ${t.reason(removal.reason)}`}`,
    restore: removal === undefined ? t.restored : undefined,
    // A mute that holds is told beside the button that lifts it.
    mute: undefined,
    unmute: mutable && mute === undefined ? t.mute.lifted(author.login) : undefined,
  }[act];
  return words !== undefined && html`<p role="status">${words}</p>`;
}

/** An act whose message cannot be shown to whoever asked for it: why, and what they had typed. */
export const undone = ({ error: told, typed, returnTo }: Undone, setting: Setting): Html => html`
  ${error(told, setting)}
  ${typed !== '' && html`<p class="cb-quote" dir="auto">${typed}</p>`}
  ${wayIn(told, returnTo, setting) || html`<p><a href="${returnTo}">${setting.t.back}</a></p>`}`;

const writing = (login: string, { urls, place, locale, t }: Setting): Html =>
  html`<a class="cb-write" data-login="${login}" href="${urls.writeTo(place.chat, locale, login)}">${icons.lock}<span>${t.writeTo(login)}</span></a>`;

/** Of one's own message: nobody owes themselves a reason. */
const withdrawing = (data: ActsData, setting: Setting): Html =>
  act('remove', data, setting, html`<button class="cb-danger">${setting.t.removal.own}</button>`);

function removing(data: ActsData, setting: Setting): Html {
  const { reason, other } = setting.t.removal;
  const kept = keptOf('remove', data);
  const fields = html`${reasonField(reason, kept)}<button class="cb-danger">${other}</button>`;
  return folded(other, kept, act('remove', data, setting, fields));
}

const restoring = (data: ActsData, setting: Setting): Html =>
  act('restore', data, setting, html`<button>${setting.t.restore}</button>`);

function muting(data: ActsData, setting: Setting): Html {
  const { mute } = setting.t;
  const kept = keptOf('mute', data);
  const lengths = Object.entries(mute.lengths).map(
    ([minutes, name]) =>
      html`<option value="${minutes}"${minutes === String(kept?.minutes) && html` selected`}>${name}</option>`,
  );
  const fields = html`
    ${reasonField(mute.reason, kept)}
    <label>${mute.length}<select name="minutes">${lengths}</select></label>
    <button class="cb-danger">${mute.submit}</button>`;
  return folded(mute.title(data.view.author.login), kept, act('mute', data, setting, fields));
}

function muted(data: ActsData, mute: NonNullable<ActsData['mute']>, setting: Setting): Html {
  const { t, clock } = setting;
  const holds = t.mute.now(data.view.author.login, clock.instant(mute.until), mute.reason);
  const fields = html`<p role="status">${holds}</p><button>${t.mute.lift}</button>`;
  return act('unmute', data, setting, fields);
}

const keptOf = (name: Act, { kept }: ActsData): ActsData['kept'] => (kept?.act === name ? kept : undefined);

const folded = (title: string | Html, kept: ActsData['kept'], form: Html): Html =>
  html`<details${kept && html` open`}><summary>${title}</summary>${form}</details>`;

const reasonField = (label: string, kept: ActsData['kept']): Html =>
  html`<label>${label}<input name="reason" maxlength="500" required autocomplete="off" value="${kept?.reason ?? ''}"></label>`;

/**
 * What is missing is told by the server, in the language of the page: a browser speaks its own. With JavaScript it goes to
 * an endpoint, which answers with what then stands; without, to the page of the acts.
 */
function act(name: Act, { view, member, returnTo }: ActsData, { urls, place, locale }: Setting, fields: Html): Html {
  const endpoints = { remove: urls.removals, restore: urls.restorations, mute: urls.mutes, unmute: urls.unmutes };
  // A moderator sees what holds after a mute by the panel anew.
  const target = name === 'mute' || name === 'unmute' ? 'closest .cb-panel' : 'closest article';
  const page = urls.acts(place.chat, locale, view.revision, returnTo);
  return html`
    <form method="post" action="${page}" novalidate hx-post="${endpoints[name](place.chat, locale)}" hx-target="${target}" hx-swap="outerHTML" hx-sync="this:drop" ${refusalGoesTo}>
      ${hidden('act', name)}${hidden('revision', view.revision)}${hidden('return', returnTo)}${hidden('member', member.id)}
      ${fields}<p class="cb-note" hidden></p>
    </form>`;
}

import { type Html, html, type Value } from './html.ts';
import { message } from './message.ts';
import type { Setting } from './setting.ts';
import type { MessageView, OlderPage } from './types.ts';

/** One author's messages within this time share one header; the browser groups those that come later by the same rule. */
const TOGETHER = 300_000;

/** Messages, oldest first, under the days that they were written on. */
export function timeline(views: readonly MessageView[], setting: Setting): Html {
  const { clock } = setting;
  const parts: Value[] = [];
  let day = '';
  let last: MessageView | undefined;
  for (const view of views) {
    if (clock.dayOf(view.at) !== day) {
      day = clock.dayOf(view.at);
      last = undefined;
      parts.push(html`<p class="cb-day" data-seq="${view.revision}">${clock.day(view.at)}</p>`);
    }
    parts.push(message(view, setting, last !== undefined && continues(last, view)));
    last = view;
  }
  return html`${parts}`;
}

const continues = (last: MessageView, view: MessageView): boolean =>
  last.author.id === view.author.id &&
  readers(last) === readers(view) &&
  Date.parse(view.at) - Date.parse(last.at) < TOGETHER;
const readers = ({ to }: MessageView): string | undefined => to?.map(({ id }) => id).join(' ');

/** The older messages, and the way to those before them: together they take the place of the link that asked. */
export const older = (page: OlderPage, setting: Setting): Html =>
  html`${olderLink(page.before, setting)}${timeline(page.views, setting)}`;

/** Without JavaScript it opens the chatbox's page at that place. */
export function olderLink(before: bigint | undefined, { urls, place, locale, t }: Setting): Html | undefined {
  if (before === undefined) return undefined;
  return html`<a class="cb-older" href="${urls.page(place.chat, locale, before)}" hx-get="${urls.older(place.chat, locale, before)}" hx-trigger="click, intersect once" hx-target="this" hx-swap="outerHTML">${t.older}</a>`;
}

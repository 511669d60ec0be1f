import type { Urls } from '../http/urls.ts';
import { acts, undone } from './acts.ts';
import { box } from './box.ts';
import { composer, posted, unsent } from './composer.ts';
import { error } from './error.ts';
import { farewell } from './farewell.ts';
import { host, waiting } from './host.ts';
import { html, made } from './html.ts';
import { message } from './message.ts';
import { muted } from './muted.ts';
import { notice } from './notice.ts';
import { presence } from './presence.ts';
import { createSetting, type Setting } from './setting.ts';
import { older } from './timeline.ts';
import type {
  ActsData,
  BoxData,
  ComposerData,
  Farewell,
  FarewellOptions,
  Locale,
  MessageView,
  MutedData,
  Named,
  Notice,
  OlderPage,
  Place,
  Placement,
  Told,
  Undone,
} from './types.ts';

/** The HTML of one chatbox: pure, and the only maker of what is streamed or swapped. */
export interface Renderer {
  /** `<article id="m-…">`, for everybody who has the same sight of it. */
  message(view: MessageView, locale: Locale): string;
  /** `<ul class="cb-present">` */
  presence(members: readonly Named[], locale: Locale): string;
  /** What fills `.cb-notice`; empty where there is nothing to say. */
  notice(notice: Notice | undefined, locale: Locale): string;
  /** `<section class="chatbox">` of whoever may not enter: not one byte of the chat. */
  farewell(why: Farewell, locale: Locale, options?: FarewellOptions): string;
  /** `<chat-box>` around a box of this renderer's: where the browser's code lives. */
  host(box: string, locale: Locale, placement?: Placement): string;
  /** What stands in a page until the box is there; `told`: why it did not come with the page. */
  waiting(locale: Locale, placement?: Placement, told?: Told): string;
  /** `<section class="chatbox">` */
  box(data: BoxData): string;
  /** `<form class="cb-composer">` */
  composer(data: ComposerData): string;
  /** `<form class="cb-composer">` of a message that has no box. */
  unsent(data: ComposerData): string;
  /** The answer to a post: a fresh composer, and the message for the log; none where its author may not see it. */
  posted(view: MessageView | undefined, composer: ComposerData): string;
  /** What takes the place of the link to older messages. */
  older(page: OlderPage, locale: Locale): string;
  /** What this viewer may do with one message. */
  acts(data: ActsData): string;
  /** All mutes in force. */
  muted(data: MutedData): string;
  /** Of an act whose message cannot be shown by now. */
  undone(data: Undone): string;
  /** Around a fragment of this renderer's that is all of a page: acts without JavaScript, or an error. */
  alone(fragment: string, locale: Locale): string;
  /** `<p class="cb-note cb-bad" role="alert">`: what happened, why, and what to do. */
  error(error: Told, locale: Locale): string;
}

const plain: Place = { chat: 'main', timeZone: 'UTC', build: '', max: 1000 };

/** @param given what differs from the one chatbox of a site in UTC */
export function createRenderer(urls: Urls, given: Partial<Place> = {}): Renderer {
  const place = { ...plain, ...given };
  const settings: Readonly<Record<Locale, Setting>> = {
    fr: createSetting(urls, place, 'fr'),
    en: createSetting(urls, place, 'en'),
  };
  return {
    message: (view, locale) => String(message(view, settings[locale])),
    presence: (members, locale) => String(presence(members, settings[locale])),
    notice: (given, locale) => String(notice(given, settings[locale])),
    farewell: (why, locale, options = {}) => String(farewell(why, options, settings[locale])),
    host: (box, locale, placement = {}) => String(host(made(box), placement, settings[locale])),
    waiting: (locale, placement = {}, told) => String(waiting(placement, settings[locale], told)),
    box: (data) => String(box(data, settings[data.locale])),
    composer: (data) => String(composer(data, settings[data.locale])),
    unsent: (data) => String(unsent(data, settings[data.locale])),
    posted: (view, data) => String(posted(view, data, settings[data.locale])),
    older: (page, locale) => String(older(page, settings[locale])),
    acts: (data) => String(acts(data, settings[data.locale])),
    muted: (data) => String(muted(data, settings[data.locale])),
    undone: (data) => String(undone(data, settings[data.locale])),
    alone: (fragment, locale) =>
      String(html`<div class="chatbox cb-alone" lang="${locale}" dir="ltr">${made(fragment)}</div>`),
    error: (told, locale) => String(error(told, settings[locale])),
  };
}

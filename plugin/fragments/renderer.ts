import type { Urls } from '../http/urls.ts';
import type {
  ActsData,
  BoxData,
  ComposerData,
  Farewell,
  FarewellOptions,
  Locale,
  MessageView,
  Named,
  Notice,
  OlderPage,
  Place,
  Told,
} from './types.ts';

export type { Locale } from './types.ts';

/** The HTML of one chatbox: pure, and the only maker of what is streamed or swapped. */
export interface Renderer {
  /** `<article id="m-…">`, for everybody who has the same sight of it. */
  message(view: MessageView, locale: Locale): string;
  /** `<ul class="present">` */
  presence(members: readonly Named[], locale: Locale): string;
  /** What fills `.notice`; empty where there is nothing to say. */
  notice(notice: Notice | undefined, locale: Locale): string;
  /** `<section class="chatbox">` of whoever may not enter: not one byte of the chat. */
  farewell(why: Farewell, locale: Locale, options?: FarewellOptions): string;
  /** `<section class="chatbox">` */
  box(data: BoxData): string;
  /** `<form class="composer">` */
  composer(data: ComposerData): string;
  /** The answer to a post: a fresh composer, and the message for the log. */
  posted(message: string, composer: ComposerData): string;
  /** What takes the place of the link to older messages. */
  older(page: OlderPage, locale: Locale): string;
  /** What this viewer may do with one message. */
  acts(data: ActsData): string;
  /** `<p class="note bad" role="alert">`: what happened, why, and what to do. */
  error(error: Told, locale: Locale): string;
}

export function createRenderer(_urls: Urls, _place: Partial<Place> = {}): Renderer {
  throw new Error('Not written yet.');
}

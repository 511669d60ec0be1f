import type { Member } from '../../events/chatbox/member.ts';
import type { MessageView, Named } from '../../events/chatbox/timeline.ts';
import type { Details } from '../../events/core/errors.ts';
import type { Locale } from '../i18n/locale.ts';

export type { MessageView, Named } from '../../events/chatbox/timeline.ts';
export type { Locale } from '../i18n/locale.ts';

/** What is the same for every fragment of one chatbox. */
export interface Place {
  /** The chatbox's id. */
  readonly chat: string;
  /** The site's IANA zone: the clock of a page without JavaScript. */
  readonly timeZone: string;
  /** Pages of another build are other pages. */
  readonly build: string;
  /** How many characters, as people count them, a message holds. */
  readonly max: number;
}

/** An error as a reader is told of it: the text is made from its code and details alone. */
export interface Told {
  readonly code: string;
  readonly details: Details;
}

/**
 * Why somebody sees nothing of the chat: nobody is logged in, the session ended under their eyes, the chat is
 * disabled, it is another group's, or they are told an error.
 */
export type Farewell = 'visitor' | 'ended' | 'disabled' | 'group' | Told;
export interface FarewellOptions {
  readonly title?: string | undefined;
  readonly height?: Height | undefined;
  /** The owner's own words to visitors. */
  readonly visitorText?: string | undefined;
  /** The path to come back to after the log-in. */
  readonly returnTo?: string | undefined;
}

/** What a member must know while it holds. */
export interface Notice {
  readonly kind: 'muted';
  /** ISO 8601 UTC. */
  readonly until: string;
  readonly reason: string;
}

/** How tall the box stands: an owner's style sheet may say more by `--chatbox-height`. */
export const heights = ['small', 'medium', 'large', 'page'] as const;
export type Height = (typeof heights)[number];

export interface BoxOptions {
  readonly height: Height;
  /** Whether the list of connected members is shown. */
  readonly members: boolean;
  /** Whether the sound can be switched on. */
  readonly sound: boolean;
}

export interface BoxData {
  readonly locale: Locale;
  /** None: the language's own word for it. */
  readonly title?: string | undefined;
  readonly options: BoxOptions;
  readonly viewer: Member;
  /** Opaque: names the session to other tabs, and opens nothing. */
  readonly session: string;
  readonly moderator: boolean;
  /** What the box shows is complete up to here. */
  readonly revision: bigint;
  readonly views: readonly MessageView[];
  /** Where the page of older messages ends; none at the beginning of the log. */
  readonly before: bigint | undefined;
  readonly present: readonly Named[];
  readonly composer: ComposerData;
  readonly notice: Notice | undefined;
}

export interface ComposerData {
  readonly locale: Locale;
  readonly key: string;
  /** The id that the message will have. */
  readonly message: string;
  readonly text: string;
  /** The path to come back to without JavaScript. */
  readonly returnTo: string;
  readonly error?: Told | undefined;
}

export interface OlderPage {
  readonly views: readonly MessageView[];
  readonly before: bigint | undefined;
}

/** The forms of one message. */
export type Act = 'remove' | 'restore' | 'mute' | 'unmute';

export interface ActsData {
  readonly locale: Locale;
  readonly view: MessageView;
  readonly viewer: Member;
  readonly moderator: boolean;
  /** The author's mute in force, where this viewer may know of it. */
  readonly mute: { readonly until: string; readonly reason: string } | undefined;
  /** Whether the author may be muted at all: no moderator can. */
  readonly mutable: boolean;
  readonly returnTo: string;
  /** What was refused, with the words that were typed. */
  readonly refused?: { readonly act: Act; readonly error: Told; readonly reason: string } | undefined;
}

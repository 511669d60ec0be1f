import type { Member } from '../../events/chatbox/member.ts';
import type { Barred } from '../../events/chatbox/rights.ts';
import type { MessageView, Named } from '../../events/chatbox/timeline.ts';
import type { Details } from '../../events/core/errors.ts';
import type { WidgetOptions } from '../../events/menu/events.ts';
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
 * Why somebody sees nothing of the chat: nobody is logged in, their session ended, it is disabled, it is another
 * group's, or their account has a login that nobody could write.
 */
export type Farewell = 'visitor' | 'ended' | 'account' | Barred;
/** Where the box would stand. */
export type FarewellOptions = Partial<Pick<BoxOptions, 'title' | 'height' | 'visitorText'>> & {
  /** The path to come back to after the log-in. */
  readonly returnTo?: string | undefined;
  /** It is an owner who may not enter: they can change that. */
  readonly owner?: boolean;
};

/** What a member must know while it holds. `away`: the store is; `until`: ISO 8601 UTC. */
export type Notice =
  | { readonly kind: 'away' }
  | { readonly kind: 'muted'; readonly until: string; readonly reason: string };

/** What an owner sets of a box. */
export type BoxOptions = Omit<WidgetOptions, 'messages'>;

/** What a page sets of a box that it places. */
export type Placement = { readonly [Name in keyof WidgetOptions]?: WidgetOptions[Name] | undefined } & {
  /** The menu that it stands in: whatever an owner sets there goes before the rest. */
  readonly menu?: string | undefined;
};

export interface BoxData {
  readonly locale: Locale;
  readonly options: BoxOptions;
  readonly member: Member;
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
  /** For whom it is made; none where nobody is logged in. */
  readonly member?: string | undefined;
  readonly text: string;
  /** The path to come back to without JavaScript. */
  readonly returnTo: string;
  readonly error?: Told | undefined;
}

export interface OlderPage {
  readonly views: readonly MessageView[];
  readonly before: bigint | undefined;
}

/** What can be done about a message, or about its author. */
export const ACTS = ['remove', 'restore', 'mute', 'unmute'] as const;
export type Act = (typeof ACTS)[number];

export interface ActsData {
  readonly locale: Locale;
  readonly view: MessageView;
  readonly member: Member;
  readonly moderator: boolean;
  /** The author's mute in force, where this viewer may know of it. */
  readonly mute: { readonly until: string; readonly reason: string } | undefined;
  /** Whether the author may be muted at all: no moderator can. */
  readonly mutable: boolean;
  readonly returnTo: string;
  /** What the address says was just done; told as far as it stands. */
  readonly done?: Act | undefined;
  /** Why the last act was refused. */
  readonly error?: Told | undefined;
  /** What was typed for it. */
  readonly kept?: { readonly act: Act; readonly reason: string; readonly minutes?: number | undefined } | undefined;
}

/** A mute in force, with logins for whom and by whom. */
export interface MutedMember {
  readonly id: string;
  readonly login: string;
  readonly by: string;
  readonly until: string;
  readonly reason: string;
}

export interface MutedData {
  readonly locale: Locale;
  /** For whom it is made. */
  readonly member: string;
  readonly muted: readonly MutedMember[];
  /** Why the last one was not lifted. */
  readonly error?: Told | undefined;
}

/** An act that was not done, and whose message cannot be shown. */
export interface Undone {
  readonly locale: Locale;
  readonly returnTo: string;
  readonly error: Told;
  readonly typed: string;
}

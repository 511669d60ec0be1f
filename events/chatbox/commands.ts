import type { CommandMeta } from '../core/command.ts';
import type { Recorded } from '../core/event.ts';
import type { MessagePosted } from './events.ts';
import type { Member } from './member.ts';

type Command<Kind extends string, Data> = {
  readonly kind: Kind;
  readonly meta: CommandMeta;
  readonly actor: Member;
} & Data;

export interface Settings {
  readonly enabled: boolean;
  /** The only group that may take part; none: every member. */
  readonly group: string | undefined;
  /** The group that moderates; none: moderation is off. */
  readonly moderators: string | undefined;
}

/** `known` holds the site's groups, whose names the log keeps. */
export type SaveSettings = Command<
  'SaveSettings',
  {
    readonly settings: Settings;
    /** Revision of the settings that the owner's page showed; -1: never set. */
    readonly seen: number;
    /** The site has the plan that the chat needs. */
    readonly entitled: boolean;
    readonly known: readonly { readonly id: string; readonly name: string }[];
  }
>;

/** `meta.id` is the message's id (`messageId`); `known` holds the members that the directory found for its logins. */
export type PostMessage = Command<
  'PostMessage',
  {
    /** As it was typed, with its leading `@login` tokens. */
    readonly text: string;
    /** What the composer showed; it must agree with the text. */
    readonly audience: 'public' | 'private' | undefined;
    readonly known: readonly Member[];
    readonly key: string;
  }
>;
export type RemoveMessage = Command<
  'RemoveMessage',
  { readonly target: Recorded<MessagePosted>; readonly reason: string }
>;
export type RestoreMessage = Command<'RestoreMessage', { readonly target: Recorded<MessagePosted> }>;
export type MuteMember = Command<
  'MuteMember',
  { readonly member: string; readonly minutes: number; readonly reason: string }
>;
export type UnmuteMember = Command<'UnmuteMember', { readonly member: string }>;
/** The site's accounts were asked: this is what they say of `actor`. */
export type IntroduceMember = Command<'IntroduceMember', object>;

export type ChatCommand =
  | SaveSettings
  | PostMessage
  | RemoveMessage
  | RestoreMessage
  | MuteMember
  | UnmuteMember
  | IntroduceMember;

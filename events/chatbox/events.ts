import { z } from 'zod';
import { plainCodec } from '../core/codec.ts';
import type { Event } from '../core/event.ts';
import { LoggedLogin, Member } from './member.ts';
import { upcasters } from './upcasters.ts';

/** A value that holds a person's words or identity: what a sealing codec would seal. */
export const personal = z.registry<{ readonly personal: true }>();
const words = (max: number) => z.string().max(max).register(personal, { personal: true });

const nothing = z.object({});
/** By its id, and by the name that it had then: an auditor has no accounts to ask. */
const group = z.object({ group: z.string().min(1), name: z.string().max(200).optional() });
/** A message by its id and by the revision of its `MessagePosted`. */
const target = { message: z.uuid(), revision: z.int().nonnegative() };

export const schemas = {
  ChatEnabled: { v: 1, data: nothing },
  ChatDisabled: { v: 1, data: nothing },
  GroupRestricted: { v: 1, data: group },
  GroupRestrictionLifted: { v: 1, data: nothing },
  ModeratorGroupSet: { v: 1, data: group },
  ModerationDisabled: { v: 1, data: nothing },
  /** What the site's accounts say of a member: when the chat first meets them, and again when it changed. */
  MemberIntroduced: {
    v: 1,
    data: z.object({
      member: Member.shape.id,
      login: LoggedLogin.register(personal, { personal: true }),
      name: words(200),
      groups: Member.shape.groups,
      roles: Member.shape.roles,
    }),
  },
  /** `to` names the readers of a private message beside its author; without it, the message is public. */
  MessagePosted: {
    v: 1,
    data: z.object({
      message: z.uuid(),
      author: z.string(),
      to: z.array(z.string()).min(1).readonly().optional(),
      text: words(4096),
    }),
  },
  MessageRemoved: { v: 1, data: z.object({ ...target, by: z.string(), reason: words(500) }) },
  MessageRestored: { v: 1, data: z.object({ ...target, by: z.string() }) },
  MemberMuted: {
    v: 1,
    data: z.object({ member: z.string(), until: z.iso.datetime(), by: z.string(), reason: words(500) }),
  },
  MemberUnmuted: { v: 1, data: z.object({ member: z.string(), by: z.string() }) },
} as const;

type Schemas = typeof schemas;
type EventOf<T extends keyof Schemas> = Event<T, z.output<Schemas[T]['data']>>;

/** An event of the stream `chatbox-<id>`. */
export type ChatEvent = { [T in keyof Schemas]: EventOf<T> }[keyof Schemas];
export type ChatEventOf<T extends ChatEvent['type']> = Extract<ChatEvent, { type: T }>;
export type MessagePosted = ChatEventOf<'MessagePosted'>;

export const chatCodec = plainCodec<ChatEvent>(schemas, upcasters);

/** The stream of one chatbox. */
export const chatStream = (id: string): string => `chatbox-${id}`;

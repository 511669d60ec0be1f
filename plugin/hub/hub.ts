import type { ChatEvent } from '../../events/chatbox/events.ts';
import { type Member, sameMember } from '../../events/chatbox/member.ts';
import type { Chat } from '../../events/chatbox/open.ts';
import { isModerator } from '../../events/chatbox/rights.ts';
import type { Named } from '../../events/chatbox/timeline.ts';
import { ChatboxError, messageOf } from '../../events/core/errors.ts';
import type { Recorded } from '../../events/core/event.ts';
import type { Renderer } from '../fragments/renderer.ts';
import type { Notice } from '../fragments/types.ts';
import type { Locale } from '../i18n/locale.ts';
import type { MemberDirectory, Viewer } from '../members/directory.ts';
import { Audiences } from './audience.ts';
import { Connection } from './connection.ts';
import { Delivery } from './delivery.ts';
import { BEAT, STREAMS, STREAMS_OF_A_MEMBER } from './limits.ts';
import { MessageFrames } from './message-frames.ts';
import { exempt } from './node-response.ts';
import { Notices } from './notices.ts';
import { type Elsewhere, Presence } from './presence.ts';
import { cursorOf } from './resume.ts';
import { Rights } from './rights.ts';
import { Roster } from './roster.ts';
import type { Sink } from './sink.ts';
import { everyLittleWhile, Upkeep } from './upkeep.ts';

const GOLDEN = 0.618;

export interface HubOptions {
  readonly chat: Chat;
  readonly renderer: Pick<Renderer, 'message' | 'presence' | 'notice' | 'farewell'>;
  readonly directory: Pick<MemberDirectory, 'current' | 'onChange'>;
  /** Writes what the accounts say of a member, where the log does not say it yet. */
  introduce(member: Member): Promise<void>;
  now(): Date;
  readonly log: (line: string) => void;
  /** Default: no other process has this chatbox. */
  readonly elsewhere?: Elsewhere;
  /** Calls `tick` again and again; answers what ends that. Default: a timer. */
  readonly ticker?: (tick: () => void) => () => void;
}

export interface Opening {
  readonly viewer: Viewer;
  readonly locale: Locale;
  /** What the reader has seen, as it was sent. */
  readonly lastEventId: string | null;
  readonly sink: Sink;
  /** Whether their box is a moderator's; by default, as they are now. */
  readonly shown?: boolean | undefined;
}

/** Live delivery of one chatbox to all its open streams. */
export class Hub {
  readonly #options: HubOptions;
  readonly #roster = new Roster();
  readonly #audiences = new Audiences();
  readonly #rights: Rights;
  readonly #notices: Notices;
  readonly #presence: Presence;
  readonly #delivery: Delivery;
  readonly #stops: (() => void)[];
  #opened = 0;
  #closing = false;

  constructor(options: HubOptions) {
    const { chat, renderer, log } = options;
    const roster = this.#roster;
    this.#options = options;
    this.#rights = new Rights(chat, renderer, this.#audiences);
    this.#notices = new Notices(chat, renderer);
    this.#presence = new Presence(chat, roster, renderer, options.elsewhere);
    this.#delivery = new Delivery({ chat, roster, log, frames: new MessageFrames(renderer) });
    const parts = { roster, rights: this.#rights, notices: this.#notices, presence: this.#presence };
    const upkeep = new Upkeep({ ...options, ...parts });
    const { ticker = everyLittleWhile } = options;
    // Outside the request whose post it was, or a slow reader would keep that request's response alive.
    this.#stops = [
      chat.subscribe((events) => exempt(() => this.#publish(events))),
      ticker(() => upkeep.tick()),
      upkeep.stop,
      this.#presence.stop,
    ];
  }

  /** Who is here now, by login: only those who may enter. */
  present(): readonly Named[] {
    return this.#presence.list();
  }

  /** What a member must know now, beside the composer. */
  notice({ id }: Member): Notice | undefined {
    return this.#notices.of(id, this.#options.now().toISOString());
  }

  /** How many streams are open. */
  get size(): number {
    return this.#roster.size;
  }

  /** Whether there is room for one more stream of a member. @throws `HTTP_TOO_MANY_STREAMS`, `CHAT_FULL` */
  mustHaveRoom(member: string): void {
    if (this.#roster.ofMember(member).length >= STREAMS_OF_A_MEMBER) {
      throw new ChatboxError('HTTP_TOO_MANY_STREAMS', `A member has ${STREAMS_OF_A_MEMBER} streams at most.`);
    }
    if (this.#closing || this.#roster.size >= STREAMS) {
      throw new ChatboxError('CHAT_FULL', `The chat takes no more streams; it holds ${STREAMS} at most.`);
    }
  }

  /** Opens a stream, tells what it missed, and answers what is to be called when its reader has gone. */
  open({ viewer, locale, lastEventId, sink, shown }: Opening): () => void {
    const { chat, now, log } = this.#options;
    const known = chat.state.members.get(viewer.member.id);
    // One object for all the streams of a member who is the same to the log.
    const member = known !== undefined && sameMember(known, viewer.member) ? known : viewer.member;
    const audience = this.#audiences.of(member, locale);
    const moderator = shown ?? isModerator(member, chat.state.settings);
    const openedAt = now().getTime();
    const beatAt = openedAt + this.#stagger();
    const connection = new Connection(
      viewer.session,
      member,
      { locale, audience, moderator, openedAt, beatAt },
      sink,
      this.#left,
    );
    this.#roster.add(connection);
    this.#presence.changed();
    const isOneTooMany = this.#roster.ofMember(member.id).length > STREAMS_OF_A_MEMBER;
    if (this.#closing || isOneTooMany) connection.end();
    else this.#rights.judge(connection);
    if (!connection.ended) {
      this.#start(connection, lastEventId).catch((error: unknown) => {
        log(`a stream could not be resumed: ${messageOf(error)}`);
        connection.end();
      });
    }
    return () => connection.close();
  }

  async #start(connection: Connection, lastEventId: string | null): Promise<void> {
    await this.#delivery.resume(connection, cursorOf(lastEventId));
    this.#notices.tell(connection, this.#options.now().toISOString());
  }

  /** Ends every stream; the readers come back, and resume, where there is somebody to answer. */
  async drain(): Promise<void> {
    this.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }

  close(): void {
    this.#closing = true;
    for (const stop of this.#stops) stop();
    for (const connection of this.#roster.all()) connection.end();
  }

  readonly #left = (connection: Connection, how: 'lost' | 'dismissed'): void => {
    this.#roster.remove(connection);
    if (how === 'lost') this.#presence.left(connection.member, this.#options.now().getTime());
    else this.#presence.changed();
  };

  /** A crowd that comes at once has its heartbeats spread over the whole interval. */
  #stagger(): number {
    this.#opened += 1;
    return BEAT * ((this.#opened * GOLDEN) % 1);
  }

  // Rights first: who may not see any more what was written together with it must not get it.
  #publish(events: readonly Recorded<ChatEvent>[]): void {
    const now = this.#options.now().toISOString();
    for (const event of events) {
      switch (event.type) {
        case 'MessagePosted':
        case 'MessageRemoved':
        case 'MessageRestored':
          break;
        case 'MemberIntroduced':
          this.#introduced(event.data.member);
          break;
        case 'MemberMuted':
        case 'MemberUnmuted':
          for (const one of this.#roster.ofMember(event.data.member)) this.#notices.tell(one, now);
          break;
        default:
          for (const one of this.#roster.all()) this.#rights.judge(one);
          this.#presence.changed();
      }
    }
    this.#delivery.publish(events);
  }

  #introduced(id: string): void {
    const member = this.#options.chat.state.members.get(id);
    if (member === undefined) return;
    for (const one of this.#roster.ofMember(id)) this.#rights.update(one, member);
    this.#presence.changed();
  }
}

export const createHub = (options: HubOptions): Hub => new Hub(options);

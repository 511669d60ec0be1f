import type { Chat } from '../../events/chatbox/open.ts';
import { muteOf } from '../../events/chatbox/state.ts';
import type { Renderer } from '../fragments/renderer.ts';
import type { Notice } from '../fragments/types.ts';
import type { Connection } from './connection.ts';

/** So many looks in a row find the store away before anybody is told. */
const PATIENCE = 2;

/** Tells members what they must know while it holds: that the store is away; that they are muted, until when, and why. */
export class Notices {
  readonly #chat: Pick<Chat, 'away' | 'state'>;
  readonly #renderer: Pick<Renderer, 'notice'>;
  /** Looks in a row that found the store away. */
  #away = 0;

  constructor(chat: Pick<Chat, 'away' | 'state'>, renderer: Pick<Renderer, 'notice'>) {
    this.#chat = chat;
    this.#renderer = renderer;
  }

  /** Whether the store went away, or came back; what mends itself within a look is nobody's news. */
  look(): boolean {
    const before = this.#away;
    this.#away = this.#chat.away === undefined ? 0 : before + 1;
    return this.#away === PATIENCE || (this.#away === 0 && before >= PATIENCE);
  }

  /** @param now ISO 8601 UTC */
  of(member: string, now: string): Notice | undefined {
    if (this.#away >= PATIENCE) return { kind: 'away' };
    const mute = muteOf(this.#chat.state, member, now);
    return mute && { kind: 'muted', until: mute.until, reason: mute.reason };
  }

  /** @param now ISO 8601 UTC */
  tell(connection: Connection, now: string): void {
    const notice = this.of(connection.member.id, now);
    connection.mutedUntil = notice?.kind === 'muted' ? notice.until : '';
    connection.tell('notice', this.#renderer.notice(notice, connection.locale));
  }

  /** A mute ends by itself, without an event. */
  hasRunOut({ mutedUntil }: Connection, now: string): boolean {
    return mutedUntil !== '' && mutedUntil <= now;
  }
}

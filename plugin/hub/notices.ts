import type { Chat } from '../../events/chatbox/open.ts';
import { muteOf } from '../../events/chatbox/state.ts';
import type { Renderer } from '../fragments/renderer.ts';
import type { Notice } from '../fragments/types.ts';
import type { Connection } from './connection.ts';

/** What a member must know at `now` (ISO 8601 UTC): that the store is away; that they are muted, until when, and why. */
export function noticeFor(chat: Pick<Chat, 'away' | 'state'>, member: string, now: string): Notice | undefined {
  if (chat.away !== undefined) return { kind: 'away' };
  const mute = muteOf(chat.state, member, now);
  return mute && { kind: 'muted', until: mute.until, reason: mute.reason };
}

/** Tells members what they must know while it holds. */
export class Notices {
  readonly #chat: Chat;
  readonly #renderer: Pick<Renderer, 'notice'>;

  constructor(chat: Chat, renderer: Pick<Renderer, 'notice'>) {
    this.#chat = chat;
    this.#renderer = renderer;
  }

  /** @param now ISO 8601 UTC */
  tell(connection: Connection, now: string): void {
    const notice = noticeFor(this.#chat, connection.member.id, now);
    connection.mutedUntil = notice?.kind === 'muted' ? notice.until : '';
    connection.tell('notice', this.#renderer.notice(notice, connection.locale));
  }

  /** A mute ends by itself, without an event. */
  hasRunOut({ mutedUntil }: Connection, now: string): boolean {
    return mutedUntil !== '' && mutedUntil <= now;
  }
}

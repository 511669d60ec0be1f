import type { Chat } from '../../events/chatbox/open.ts';
import { muteOf } from '../../events/chatbox/state.ts';
import type { Renderer } from '../fragments/renderer.ts';
import type { Connection } from './connection.ts';

/** Tells members what they must know while it holds: that they are muted, until when, and why. */
export class Notices {
  readonly #chat: Chat;
  readonly #renderer: Pick<Renderer, 'notice'>;

  constructor(chat: Chat, renderer: Pick<Renderer, 'notice'>) {
    this.#chat = chat;
    this.#renderer = renderer;
  }

  /** @param now ISO 8601 UTC */
  tell(connection: Connection, now: string): void {
    const mute = muteOf(this.#chat.state, connection.member.id, now);
    connection.mutedUntil = mute?.until ?? '';
    const notice = mute && ({ kind: 'muted', until: mute.until, reason: mute.reason } as const);
    connection.tell('notice', this.#renderer.notice(notice, connection.locale));
  }

  /** A mute ends by itself, without an event. */
  hasRunOut({ mutedUntil }: Connection, now: string): boolean {
    return mutedUntil !== '' && mutedUntil <= now;
  }
}

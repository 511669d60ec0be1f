import { type Member, sameMember } from '../../events/chatbox/member.ts';
import type { Chat } from '../../events/chatbox/open.ts';
import { barred, isModerator } from '../../events/chatbox/rights.ts';
import type { Renderer } from '../fragments/renderer.ts';
import type { Farewell } from '../fragments/types.ts';
import type { Audiences } from './audience.ts';
import type { Connection } from './connection.ts';

/** Holds each open stream to what its member may see by now. */
export class Rights {
  readonly #chat: Chat;
  readonly #renderer: Pick<Renderer, 'farewell'>;
  readonly #audiences: Audiences;

  constructor(chat: Chat, renderer: Pick<Renderer, 'farewell'>, audiences: Audiences) {
    this.#chat = chat;
    this.#renderer = renderer;
    this.#audiences = audiences;
  }

  /** Ends the stream of whoever may not enter; a box whose owner gained or lost a right is shown anew. */
  judge(connection: Connection): void {
    const { state } = this.#chat;
    const why = barred(connection.member, state);
    if (why !== undefined) {
      this.dismiss(connection, why);
      return;
    }
    const moderator = isModerator(connection.member, state.settings);
    if (moderator === connection.moderator) return;
    connection.moderator = moderator;
    connection.tell('box', '');
  }

  /** The same member, as somebody knows them now; says whether that is news. */
  update(connection: Connection, member: Member): boolean {
    const before = connection.member;
    if (sameMember(before, member)) return false;
    connection.member = member;
    connection.audience = this.#audiences.of(member, connection.locale);
    this.judge(connection);
    if (member.login !== before.login) connection.tell('box', '');
    return true;
  }

  dismiss(connection: Connection, why: Farewell): void {
    connection.dismiss(this.#renderer.farewell(why, connection.locale));
  }
}

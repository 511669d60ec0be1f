import type { Member } from '../../events/chatbox/member.ts';
import type { Chat } from '../../events/chatbox/open.ts';
import { barred } from '../../events/chatbox/rights.ts';
import type { Named } from '../../events/chatbox/timeline.ts';
import type { Renderer } from '../fragments/renderer.ts';
import { alike } from './frames.ts';
import { GRACE, NAMES } from './limits.ts';
import { inSlices } from './pacing.ts';
import type { Roster } from './roster.ts';

/** The same chatbox in other processes on the same log. */
export interface Elsewhere {
  /** Tells them who is here. */
  tell(members: readonly string[]): void;
  /** Who is there, by id. */
  others(): readonly string[];
  onChange(listener: () => void): () => void;
}

/** Bytes a second that may be spent on telling who is here: a crowd hears of it less often. */
const BUDGET = 4_000_000;

/** Who is here: whoever has a stream of any process, or had one a moment ago, and may enter now. */
export class Presence {
  readonly #chat: Chat;
  readonly #roster: Roster;
  readonly #renderer: Pick<Renderer, 'presence'>;
  readonly #elsewhere: Elsewhere | undefined;
  readonly #away = new Map<string, { readonly member: Member; readonly until: number }>();
  #list: readonly Named[] | undefined;
  #told = '';
  #untold = true;
  #notBefore = 0;

  /** Ends the listening to the other processes. */
  readonly stop: () => void;

  constructor(chat: Chat, roster: Roster, renderer: Pick<Renderer, 'presence'>, elsewhere?: Elsewhere) {
    this.#chat = chat;
    this.#roster = roster;
    this.#renderer = renderer;
    this.#elsewhere = elsewhere;
    this.stop = elsewhere?.onChange(() => this.changed()) ?? (() => undefined);
  }

  /** By login. */
  list(): readonly Named[] {
    this.#list ??= this.#gather();
    return this.#list;
  }

  /** Somebody came, or changed, or the rules did. */
  changed(): void {
    this.#list = undefined;
    this.#untold = true;
  }

  /** The stream of a member was lost: if it was their last one, they have some seconds to come back. */
  left(member: Member, now: number): void {
    this.#away.set(member.id, { member, until: now + GRACE });
    this.changed();
  }

  /** Tells everybody who is here, where that has changed; and whoever was not told yet. */
  async announce(now: number): Promise<void> {
    for (const [id, { until }] of this.#away) {
      if (until > now) continue;
      this.#away.delete(id);
      this.changed();
    }
    if (this.#untold) {
      this.#untold = false;
      this.#elsewhere?.tell(this.#named(this.#own()).map(({ id }) => id));
    }
    if (now < this.#notBefore) return;
    const list = this.list();
    const text = list.map(({ id, login }) => `${id} ${login}`).join('\n');
    const news = text !== this.#told;
    this.#told = text;
    const readers = this.#roster.all().filter((one) => one.live && (news || !one.knowsWhoIsHere));
    const frameFor = alike('presence', (locale) => this.#renderer.presence(list, locale));
    let bytes = 0;
    this.#notBefore = Number.POSITIVE_INFINITY;
    try {
      await inSlices(readers, (connection) => {
        const frame = frameFor(connection);
        bytes += frame.byteLength;
        connection.knowsWhoIsHere = true;
        connection.send(frame);
      });
    } finally {
      this.#notBefore = now + (bytes * 1_000) / BUDGET;
    }
  }

  #gather(): readonly Named[] {
    const own = this.#own();
    const { members } = this.#chat.state;
    for (const id of this.#elsewhere?.others() ?? []) {
      const member = members.get(id);
      // Where this process has not read yet who that is, it soon will, and asks again.
      if (member !== undefined && !own.has(id)) own.set(id, member);
    }
    return this.#named(own);
  }

  /** By this process's streams. Of whoever is away for a moment, the log knows more by now. */
  #own(): Map<string, Member> {
    const known = this.#chat.state.members;
    const members = new Map([...this.#away].map(([id, { member }]) => [id, known.get(id) ?? member]));
    for (const { member } of this.#roster.members()) members.set(member.id, member);
    return members;
  }

  #named(members: ReadonlyMap<string, Member>): readonly Named[] {
    const { state } = this.#chat;
    return [...members.values()]
      .filter((member) => barred(member, state) === undefined)
      .map(({ id, login }) => ({ id, login }))
      .sort((a, b) => (a.login < b.login ? -1 : 1))
      .slice(0, NAMES);
  }
}

import type { Member } from '../../events/chatbox/member.ts';
import { isIntroduced } from '../../events/chatbox/state.ts';
import { messageOf } from '../../events/core/errors.ts';
import { alike } from './frames.ts';
import type { HubOptions } from './hub.ts';
import { BEAT, LOOK, UNCONFIRMED, UNWATCHED_SESSION } from './limits.ts';
import type { Notices } from './notices.ts';
import type { Presence } from './presence.ts';
import type { Rights } from './rights.ts';
import type { Roster } from './roster.ts';
import { Watch } from './watch.ts';

interface Parts extends HubOptions {
  readonly roster: Roster;
  readonly rights: Rights;
  readonly notices: Notices;
  readonly presence: Presence;
}

/** What has to be done again and again for all open streams, by one timer. */
export class Upkeep {
  readonly #parts: Parts;
  readonly #watch: Watch | undefined;
  /** Ends the listening to the accounts. */
  readonly stop: () => void;
  #said = { line: '', at: Number.NEGATIVE_INFINITY };

  constructor(parts: Parts) {
    const { directory, roster } = parts;
    this.#parts = parts;
    this.#watch =
      directory.current &&
      new Watch({
        current: (sessions) => directory.current?.(sessions) ?? Promise.resolve(new Map()),
        sessions: () => roster.sessions(),
        found: (session, member) => this.#found(session, member),
        failed: (error) => this.#failed(error),
      });
    this.stop = directory.onChange?.(() => void this.#watch?.look()) ?? (() => undefined);
  }

  tick(): void {
    const { roster, notices, presence, now } = this.#parts;
    void this.#watch?.look();
    const turned = notices.look();
    const time = now();
    const ms = time.getTime();
    const iso = time.toISOString();
    const beat = alike('beat', () => '');
    for (const connection of roster.all()) {
      if (this.#watch === undefined && ms - connection.openedAt >= UNWATCHED_SESSION) connection.end();
      if (!connection.live) continue;
      if (turned || notices.hasRunOut(connection, iso)) notices.tell(connection, iso);
      if (ms < connection.beatAt) continue;
      connection.beatAt = ms + BEAT;
      connection.send(beat(connection));
    }
    presence.announce(ms).catch((error: unknown) => this.#say('who is here cannot be told', error));
  }

  #found(session: string, member: Member | undefined): void {
    const { roster, rights, presence, now } = this.#parts;
    for (const connection of roster.ofSession(session)) {
      if (member === undefined || member.id !== connection.member.id) {
        rights.dismiss(connection, 'ended');
        continue;
      }
      if (rights.update(connection, member)) presence.changed();
      connection.confirmedAt = now().getTime();
    }
    if (member !== undefined) this.#introduce(member);
  }

  /** Nobody knows any more who reads: for a moment the streams go on, then they have to authenticate anew. */
  #failed(error: unknown): void {
    const { roster, now } = this.#parts;
    this.#say('the members cannot be asked', error);
    const since = now().getTime() - UNCONFIRMED;
    for (const connection of roster.all()) if (connection.confirmedAt < since) connection.end();
  }

  /** Asked at each look, so that a store that is away gets it once it is back. */
  #introduce(member: Member): void {
    if (isIntroduced(member, this.#parts.chat.state)) return;
    this.#parts.introduce(member).catch((error: unknown) => this.#say('a member is not introduced', error));
  }

  /** Each look meets the same failure again; one line a minute is enough of it. */
  #say(what: string, why: unknown): void {
    const line = `${what}: ${messageOf(why)}`;
    const at = this.#parts.now().getTime();
    if (line === this.#said.line && at - this.#said.at < 60_000) return;
    this.#said = { line, at };
    this.#parts.log(line);
  }
}

/** One timer for all streams; it keeps no process alive. */
export function everyLittleWhile(tick: () => void): () => void {
  const timer = setInterval(tick, LOOK);
  timer.unref();
  return () => clearInterval(timer);
}

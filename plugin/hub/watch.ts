import { setTimeout as delay } from 'node:timers/promises';
import type { Member } from '../../events/chatbox/member.ts';

/** How long an answer is waited for, in ms. */
const PATIENCE = 2_000;

export interface WatchOptions {
  /** `MemberDirectory.current` */
  current(sessions: readonly string[]): Promise<ReadonlyMap<string, Member>>;
  /** The sessions of the open streams. */
  sessions(): readonly string[];
  /** Whose session it is by now; nobody's: it is over. */
  found(session: string, member: Member | undefined): void;
  failed(error: unknown): void;
}

/** Asks the site's accounts, in one look-up, who the open sessions belong to by now. */
export class Watch {
  readonly #options: WatchOptions;
  #looking = false;
  #again = false;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** Looks now; once more where a look was under way, since what changed may have escaped it. */
  async look(): Promise<void> {
    this.#again = true;
    if (this.#looking) return;
    this.#looking = true;
    while (this.#again) {
      this.#again = false;
      await this.#ask();
    }
    this.#looking = false;
  }

  async #ask(): Promise<void> {
    const { current, sessions, found, failed } = this.#options;
    const asked = sessions();
    if (asked.length === 0) return;
    const late = new AbortController();
    try {
      const members = await Promise.race([current(asked), tooLate(late.signal)]);
      for (const session of asked) found(session, members.get(session));
    } catch (error) {
      failed(error);
    } finally {
      late.abort();
    }
  }
}

async function tooLate(signal: AbortSignal): Promise<never> {
  await delay(PATIENCE, undefined, { signal, ref: false });
  throw new Error(`the members were asked for, and nothing came in ${PATIENCE} ms`);
}

import type { Member } from '../../events/chatbox/member.ts';
import type { ChatState } from '../../events/chatbox/state.ts';
import { type Sight, sightOf } from '../../events/chatbox/visibility.ts';
import type { Locale } from '../i18n/locale.ts';
import { type Audience, namedIn } from './audience.ts';
import type { MessageFrames } from './message-frames.ts';
import type { News } from './news.ts';

/** Whom bytes are made for. */
export interface Reader {
  readonly member: Member;
  readonly audience: Audience;
  /** The first revision that was not sent yet. */
  readonly next: bigint;
}

/** News as they are to be told now: one Buffer for all whose sight of them is the same. */
export class Batch {
  readonly #news: readonly News[];
  readonly #state: ChatState;
  readonly #frames: MessageFrames;
  readonly #named: ReadonlySet<string>;
  readonly #shared = new Map<Audience, Buffer | undefined>();
  readonly #joined = new Map<string, Buffer | undefined>();

  constructor(news: readonly News[], state: ChatState, frames: MessageFrames) {
    this.#news = news;
    this.#state = state;
    this.#frames = frames;
    this.#named = namedIn(news, state);
  }

  /** The state has moved on, but not in what decides who sees what, and how. */
  stillHolds({ settings, members, removals }: ChatState): boolean {
    const mine = this.#state;
    return settings === mine.settings && members === mine.members && removals === mine.removals;
  }

  /** All that this reader may see and was not sent yet; none where that is nothing. */
  bytesFor({ member, audience, next }: Reader): Buffer | undefined {
    const first = this.#news[0];
    const latecomer = first !== undefined && next > first.revision;
    if (latecomer || this.#named.has(member.id)) return this.#join(this.#judge(member, next), audience.locale);
    if (!this.#shared.has(audience)) {
      this.#shared.set(audience, this.#join(this.#judge(audience.stranger, 0n), audience.locale));
    }
    return this.#shared.get(audience);
  }

  #judge(member: Member, next: bigint): Sight[] {
    return this.#news.map(({ revision, posted }) =>
      revision < next ? 'nothing' : sightOf(posted, member, this.#state),
    );
  }

  /** The same bytes for the same sights, whoever has them. */
  #join(sights: readonly Sight[], locale: Locale): Buffer | undefined {
    const key = `${locale} ${sights.join()}`;
    if (!this.#joined.has(key)) {
      const frames = this.#news.flatMap((one, i) => {
        return this.#frames.of(one, sights[i] ?? 'nothing', locale, this.#state) ?? [];
      });
      this.#joined.set(key, frames.length > 1 ? Buffer.concat(frames) : frames[0]);
    }
    return this.#joined.get(key);
  }
}

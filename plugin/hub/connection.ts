import type { Member } from '../../events/chatbox/member.ts';
import type { Locale } from '../i18n/locale.ts';
import type { Audience } from './audience.ts';
import type { Reader } from './batch.ts';
import { type FrameKind, frame } from './frames.ts';
import type { Sink } from './sink.ts';

/** One open stream. Thousands are idle at a time: fields, and neither closures nor timers. */
export class Connection implements Reader {
  readonly session: string;
  readonly locale: Locale;
  readonly #sink: Sink;
  readonly #left: (connection: Connection, how: 'lost' | 'dismissed') => void;
  #ended = false;

  /** Who reads, as the accounts or the log said last. */
  member: Member;
  audience: Audience;
  moderator: boolean;
  next = 0n;
  /** It has caught up, and takes what is published. */
  live = false;
  /** The end (ISO 8601) of the mute that it was told of; empty for none. */
  mutedUntil = '';
  knowsWhoIsHere = false;
  /** ms since the epoch, like the two below. */
  readonly openedAt: number;
  /** When somebody last knew whose session it is. */
  confirmedAt: number;
  beatAt: number;

  constructor(
    session: string,
    member: Member,
    reader: Pick<Connection, 'locale' | 'audience' | 'moderator' | 'openedAt' | 'beatAt'>,
    sink: Sink,
    left: (connection: Connection, how: 'lost' | 'dismissed') => void,
  ) {
    this.session = session;
    this.member = member;
    this.locale = reader.locale;
    this.audience = reader.audience;
    this.moderator = reader.moderator;
    this.openedAt = reader.openedAt;
    this.confirmedAt = reader.openedAt;
    this.beatAt = reader.beatAt;
    this.#sink = sink;
    this.#left = left;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Up to here, all that this reader may see was sent. */
  get cursor(): bigint {
    return this.next > 0n ? this.next - 1n : 0n;
  }

  /** A reader who does not read is cut: what was not sent is asked for again when they resume. */
  send(bytes: Uint8Array): void {
    if (this.#ended || (this.#write(bytes) && this.#sink.backlog() <= this.#sink.limit)) return;
    this.#leave('lost');
    this.#sink.cut();
  }

  /** Sends what is no event: it repeats the last revision. */
  tell(kind: FrameKind, html: string): void {
    this.send(frame(html, this.cursor, kind));
  }

  /** The last frame: whoever gets it does not come back by themselves. */
  dismiss(html: string): void {
    if (this.#ended) return;
    this.#write(frame(html, this.cursor, 'bye'));
    this.#leave('dismissed');
    this.#sink.end();
  }

  /** Ends without a word: the reader comes back, and resumes. */
  end(): void {
    if (this.#ended) return;
    this.#leave('lost');
    this.#sink.end();
  }

  /** The reader has gone. */
  close(): void {
    if (!this.#ended) this.#leave('lost');
  }

  /** A host that fails here must not keep the others from their news. */
  #write(bytes: Uint8Array): boolean {
    try {
      this.#sink.write(bytes);
      return true;
    } catch {
      return false;
    }
  }

  #leave(how: 'lost' | 'dismissed'): void {
    this.#ended = true;
    this.live = false;
    this.#left(this, how);
  }
}

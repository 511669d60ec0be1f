import type { Member } from '../../events/chatbox/member.ts';
import type { Locale } from '../../plugin/fragments/types.ts';
import type { Hub } from '../../plugin/hub/hub.ts';
import type { Sink } from '../../plugin/hub/sink.ts';
import { type ReadFrame, readFrames } from './read-frames.ts';

/** A browser as the hub sees it: it keeps what it got, and comes back to where it was. */
export class Reader {
  readonly session: string;
  member: Member;
  readonly locale: Locale;
  /** Every frame of every stream, in the order of their coming. */
  readonly frames: ReadFrame[] = [];
  /** How the last stream ended, or none while it is open. */
  ended: 'end' | 'cut' | undefined = 'end';
  /** Reads nothing while it is set: what is written piles up. */
  asleep = false;
  cursor: string | null = null;
  /** Whether its box is a moderator's, as far as it tells. */
  shown: boolean | undefined;
  streams = 0;
  writes = 0;
  /** How many of the frames came by the last stream. */
  ofThisStream = 0;
  /** Called with each frame at the very moment it is written. */
  seeing: ((frame: ReadFrame) => void) | undefined;
  #close: (() => void) | undefined;

  constructor(
    member: Member,
    { locale = 'en', session = `of-${member.login}` }: { locale?: Locale; session?: string } = {},
  ) {
    this.member = member;
    this.locale = locale;
    this.session = session;
  }

  /** @param from `Last-Event-ID`; by default, where it was */
  open(hub: Hub, from: string | bigint | null = this.cursor): this {
    this.leave();
    this.streams += 1;
    this.ofThisStream = 0;
    this.ended = undefined;
    const viewer = { session: this.session, member: this.member };
    const lastEventId = typeof from === 'bigint' ? String(from) : from;
    this.#close = hub.open({
      viewer,
      locale: this.locale,
      lastEventId,
      sink: this.#sink(this.streams),
      shown: this.shown,
    });
    return this;
  }

  /** Goes, as a browser goes: without a word. */
  leave(): void {
    this.#close?.();
    this.#close = undefined;
    this.ended ??= 'end';
  }

  of(event: ReadFrame['event']): ReadFrame[] {
    return this.frames.filter((frame) => frame.event === event);
  }

  /** What it shows by now: the messages by id, each as it came last, in the order of the log. */
  get log(): string[] {
    const shown = new Map(this.of('message').map(({ data }) => [idOf(data), data]));
    return [...shown.values()].sort((a, b) => seqOf(a) - seqOf(b));
  }

  #sink(stream: number): Sink {
    let waiting = 0;
    return {
      limit: 10_000,
      write: (bytes) => {
        if (stream !== this.streams || this.ended !== undefined) throw new Error('written to a stream that is over');
        this.writes += 1;
        if (this.asleep) waiting += bytes.byteLength;
        for (const frame of readFrames(Buffer.from(bytes).toString())) {
          this.frames.push(frame);
          this.ofThisStream += 1;
          if (frame.id !== undefined) this.cursor = frame.id;
          this.seeing?.(frame);
        }
      },
      end: () => {
        this.ended = 'end';
      },
      cut: () => {
        this.ended = 'cut';
      },
      backlog: () => waiting,
    };
  }
}

export const seqOf = (article: string): number => Number(/ data-seq="(\d+)"/.exec(article)?.[1]);
export const idOf = (article: string): string => /<article id="m-([^"]+)"/.exec(article)?.[1] ?? '';

import type { RecordedEvent, Subscriber, Subscription } from '../../core/event-store.ts';
import type { Connection } from './connection.ts';
import { FeedMember } from './feed-member.ts';
import { describe } from './outcomes.ts';
import { readPage } from './read.ts';
import { type Theirs, toOurs } from './recorded.ts';
import { backOff, pause } from './retry.ts';
import { type ServerSubscription, subscribeOnce } from './subscription.ts';

const PAGE = 512;
/** So many events that the members have, and the server is still to send: this process writes a burst of them. */
const BURST = 256n;
/** A burst is over when nothing was written for so many ms, or for up to twice as many. */
const CALM = 100;
/** Up to 23.10 the server drops who does not keep up with what others write. No outage: it is asked for the rest. */
const DROPPED = /consumer too slow/i;

export interface FeedSource {
  readonly connection: Connection;
  readonly stream: string;
}

/**
 * All subscribers of one stream in this process, on one subscription of the server's: a connection carries a hundred
 * calls, and the next one hangs without a word. It is begun again whenever it is over, from the last event on.
 */
export class Feed {
  readonly #source: FeedSource;
  readonly #members = new Set<FeedMember>();
  readonly #closing = new AbortController();
  #last: bigint;
  #caughtUp = false;
  #current: ServerSubscription | undefined;
  /** Not subscribed while this process writes a burst. */
  #resting = false;
  /** The reason that the members know, until the feed has caught up again. */
  #why: string | undefined;

  constructor(source: FeedSource, after: bigint) {
    this.#source = source;
    this.#last = after;
    void this.#run();
  }

  get idle(): boolean {
    return this.#members.size === 0;
  }

  join(after: bigint, subscriber: Subscriber, left: () => void): Subscription {
    const member = new FeedMember(subscriber, after, after >= this.#last, () => {
      this.#members.delete(member);
      left();
    });
    this.#members.add(member);
    // Not within the caller's own call: it does not yet hold its subscription.
    if (member.live) queueMicrotask(() => this.#welcome(member));
    else void this.#bringUp(member);
    const skip = (revision: bigint) => {
      if (revision <= member.last) return;
      member.last = revision;
      this.#skipped();
    };
    return { skip, close: async () => member.leave() };
  }

  expect(revision: bigint): void {
    this.#current?.expect(revision);
  }

  close(): void {
    this.#closing.abort();
    for (const member of this.#members) member.leave();
  }

  async #run(): Promise<void> {
    const { connection, stream } = this.#source;
    const { timings } = connection;
    const { signal } = this.#closing;
    for (let failures = 0; !signal.aborted; ) {
      const [began, after] = [Date.now(), this.#last];
      this.#current = subscribeOnce(
        { connection, stream, after, signal },
        { event: (theirs) => this.#spread(theirs), caughtUp: () => this.#tellCaughtUp() },
      );
      const why = await this.#current.ended;
      if (signal.aborted) return;
      if (this.#resting) {
        await this.#calm();
        continue;
      }
      if (DROPPED.test(why) && this.#last > after) continue;
      this.#caughtUp = false;
      this.#tellInterrupted(why);
      if (Date.now() - began > timings.longestPause) failures = 0;
      await pause(backOff(failures, timings.firstPause, timings.longestPause), signal);
      failures += 1;
    }
  }

  /**
   * All that this process writes comes back, to be decoded for nobody. A burst of it is not asked for: if others write
   * meanwhile, the next append is refused, and who wrote it reads what is new.
   */
  #skipped(): void {
    if (!this.#caughtUp) return;
    const known = [...this.#members].filter(({ live }) => live).map(({ last }) => last);
    const all = known.reduce((least, last) => (last < least ? last : least), known[0] ?? this.#last);
    if (all - this.#last < (this.#resting ? 1n : BURST)) return;
    this.#last = all;
    this.#resting = true;
    this.#current?.close();
  }

  async #calm(): Promise<void> {
    for (let before = -1n; before < this.#last && !this.#closing.signal.aborted; ) {
      before = this.#last;
      await pause(CALM, this.#closing.signal);
    }
    this.#resting = false;
  }

  #spread(theirs: Theirs): void {
    this.#last = theirs.revision;
    let event: RecordedEvent | undefined;
    for (const member of this.#members) {
      if (!member.live || member.last >= theirs.revision) continue;
      event ??= toOurs(theirs);
      member.give(event);
    }
  }

  #tellCaughtUp(): void {
    this.#caughtUp = true;
    this.#why = undefined;
    for (const member of this.#members) if (member.live) member.caughtUp();
  }

  /** Once for each outage, and again when its reason is another. */
  #tellInterrupted(why: string): void {
    if (kindOf(why) === kindOf(this.#why ?? '')) return;
    this.#why = why;
    for (const member of this.#members) member.interrupted(why);
  }

  #welcome(member: FeedMember): void {
    // After a rest all are told.
    if (this.#resting) return;
    if (this.#caughtUp) member.caughtUp();
    else if (this.#why !== undefined) member.interrupted(this.#why);
  }

  /** Reads what the feed gave before the member came. It joins in the same turn in which it has all of that. */
  async #bringUp(member: FeedMember): Promise<void> {
    const { connection, stream } = this.#source;
    const { timings } = connection;
    const { signal } = this.#closing;
    for (let failures = 0; member.last < this.#last && !member.gone; ) {
      try {
        const page = await readPage(connection, stream, { from: member.last + 1n, limit: PAGE, signal });
        for (const event of page) member.give(event);
        if (page.length > 0) failures = 0;
        else await pause(backOff(failures++, timings.firstPause, timings.longestPause), signal);
      } catch (error) {
        if (signal.aborted) return;
        member.interrupted(describe(error));
        await pause(backOff(failures++, timings.firstPause, timings.longestPause), signal);
      }
    }
    member.live = true;
    this.#welcome(member);
  }
}

/** gRPC tells one refusal in several ways, behind the same beginning. */
const kindOf = (why: string): string => why.replace(/ Last error:.*/, '');

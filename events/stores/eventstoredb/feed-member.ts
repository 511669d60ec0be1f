import type { RecordedEvent, Subscriber } from '../../core/event-store.ts';

/** One subscriber of a feed. It hears nothing more once it left, and leaves by throwing. */
export class FeedMember {
  readonly #subscriber: Subscriber;
  readonly #left: () => void;
  /** Its last event. */
  last: bigint;
  /** Fed by the server's subscription; before, by pages. */
  live: boolean;
  #gone = false;

  /** @param left called once, when it leaves */
  constructor(subscriber: Subscriber, last: bigint, live: boolean, left: () => void) {
    this.#subscriber = subscriber;
    this.#left = left;
    this.last = last;
    this.live = live;
  }

  get gone(): boolean {
    return this.#gone;
  }

  leave(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#left();
  }

  give(event: RecordedEvent): void {
    if (event.revision <= this.last) return;
    this.last = event.revision;
    this.#call(() => this.#subscriber.event(event));
  }

  caughtUp(): void {
    this.#call(() => this.#subscriber.caughtUp?.());
  }

  interrupted(why: string): void {
    this.#call(() => this.#subscriber.interrupted?.(why));
  }

  #call(call: () => void): void {
    if (this.#gone) return;
    try {
      call();
    } catch (error) {
      // It lost its place: going on would leave a gap.
      this.leave();
      process.emitWarning(error instanceof Error ? error : String(error));
    }
  }
}

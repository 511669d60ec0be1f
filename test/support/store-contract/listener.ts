import type { EventStore, RecordedEvent, Subscriber, Subscription } from '../../../events/core/event-store.ts';
import { until } from '../until.ts';
import { revisions } from './events.ts';

/** A subscriber that writes down what it is told, in order: events, and when it has caught up. */
export class Listener implements Subscriber {
  readonly told: (RecordedEvent | 'caught up' | 'interrupted')[] = [];
  readonly subscription: Subscription;
  readonly #onEvent: (event: RecordedEvent) => void;

  constructor(store: EventStore, stream: string, after: bigint, onEvent: (event: RecordedEvent) => void = () => {}) {
    this.#onEvent = onEvent;
    this.subscription = store.subscribe(stream, after, this);
  }

  get events(): readonly RecordedEvent[] {
    return this.told.filter((item) => typeof item !== 'string');
  }

  get revisions(): readonly bigint[] {
    return revisions(this.events);
  }

  event(event: RecordedEvent): void {
    this.told.push(event);
    this.#onEvent(event);
  }

  caughtUp(): void {
    this.told.push('caught up');
  }

  interrupted(): void {
    this.told.push('interrupted');
  }

  async has(revision: bigint): Promise<void> {
    await until(`revision ${revision} was delivered`, () => this.revisions.at(-1) === revision);
  }

  async isCaughtUp(): Promise<void> {
    await until('the subscriber had caught up', () => this.told.includes('caught up'));
  }
}

/** How patient the adapter is, in milliseconds. Every default suits a store in the same data centre. */
export interface EventStoreDbOptions {
  /** One try of an append: after it, the outcome counts as unknown. Default: 2,000. */
  readonly appendTimeout?: number;
  /** Tries of one append before `OutcomeUnknown`. Default: 3. */
  readonly tries?: number;
  /** A read, or a subscription's confirmation, that says nothing for so long has failed. Default: 3,000. */
  readonly silence?: number;
  /** How often a quiet subscription is compared with the end of its stream. Default: 3,000. */
  readonly watchdog?: number;
  /** How long an event that the stream holds may be on its way to the subscription. Default: 1,000. */
  readonly grace?: number;
  /** The pause before the first repetition; it doubles from there. Default: 50. */
  readonly firstPause?: number;
  /** The longest pause before a subscription is tried again. Default: 2,000. */
  readonly longestPause?: number;
}

export type Timings = Required<EventStoreDbOptions>;

export const timings = (options: EventStoreDbOptions): Timings => ({
  appendTimeout: 2_000,
  tries: 3,
  silence: 3_000,
  watchdog: 3_000,
  grace: 1_000,
  firstPause: 50,
  longestPause: 2_000,
  ...options,
});

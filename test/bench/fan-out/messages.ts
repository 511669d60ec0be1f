/** What the bench tells the process that serves. */
export type Order =
  | { readonly kind: 'post'; readonly rate: number; readonly milliseconds: number }
  | { readonly kind: 'usage' };

/** What the process that serves answers. */
export type Report =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'posted'; readonly count: number }
  /** Resident bytes after a forced collection where that is possible; ms of processor time since the start. */
  | { readonly kind: 'usage'; readonly rss: number; readonly cpu: number };

/** What the bench tells the process that reads. */
export type Wish =
  | { readonly kind: 'open'; readonly count: number; readonly headers: readonly string[]; readonly path: string }
  /** Whatever was counted until now is forgotten. */
  | { readonly kind: 'start' }
  /** Waits for so many messages on each stream, or until nothing comes any more. */
  | { readonly kind: 'finish'; readonly messages: number };

/** What the process that reads answers. */
export type Finding =
  | { readonly kind: 'open' }
  | { readonly kind: 'started' }
  | {
      readonly kind: 'finished';
      /** Over all streams. */
      readonly delivered: number;
      /** From the post to the arrival, in ms: of every message on some of the streams. */
      readonly latencies: readonly number[];
    };

/** A text that says when it was posted, by the clock that all processes share. */
export const stamped = (): string => `posted at ${process.hrtime.bigint() / 1_000n} by the clock`;
export const STAMP = 'posted at ';

import { Map as Dict } from 'immutable';
import { z } from 'zod';

/** Five messages in ten seconds, then a pause. */
const FLOOD = { messages: 5, milliseconds: 10_000 } as const;

type Times = Dict<string, readonly number[]>;
const nobody: Times = Dict();

/**
 * When each author posted last (ms), as many times as the rule looks at. What is older than the rule looks back is
 * forgotten, in two steps, so that it stays as small as the number of those who talk.
 */
export interface LastPosts {
  readonly young: Times;
  readonly old: Times;
  /** When the young ones began. */
  readonly since: number;
}
export const noPosts: LastPosts = { young: nobody, old: nobody, since: 0 };

const timesOf = ({ young, old }: LastPosts, author: string): readonly number[] =>
  young.get(author) ?? old.get(author) ?? [];

export function rememberPost(last: LastPosts, author: string, time: number): LastPosts {
  const before = timesOf(last, author);
  const times = before.length < FLOOD.messages ? [...before, time] : [...before.slice(1), time];
  const { young, old, since } = last;
  if (time - since <= FLOOD.milliseconds) return { young: young.set(author, times), old, since };
  return { young: nobody.set(author, times), old: young, since: time };
}

/**
 * How many ms an author has to wait until the next post.
 * @param latest time of the last event of the log (ms). Where it is far ahead, by a clock that was wrong, the log does
 * not tell how quickly anybody writes: nobody waits.
 */
export function pauseOf(last: LastPosts, author: string, now: number, latest: number): number {
  const oldest = timesOf(last, author).at(-FLOOD.messages);
  if (oldest === undefined || latest - now > FLOOD.milliseconds) return 0;
  return Math.max(0, oldest + FLOOD.milliseconds - now);
}

const SavedTimes = z.array(z.tuple([z.string(), z.array(z.number())]));
export const SavedPosts = z.object({ young: SavedTimes, old: SavedTimes, since: z.number() });

/** Lists of an author and their times, as `SavedPosts` reads them. */
export const savePosts = ({ young, old, since }: LastPosts) => ({ young, old, since });

export const loadPosts = ({ young, old, since }: z.output<typeof SavedPosts>): LastPosts => ({
  young: Dict(young),
  old: Dict(old),
  since,
});

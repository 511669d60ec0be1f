import { hash } from 'node:crypto';
import { z } from 'zod';
import { uuidv5 } from '../core/uuid.ts';

/** How many posts a generation remembers; three are kept, so that the last 20,000 posts always are. */
const GENERATION = 10_000;

interface Kept {
  readonly revision: number;
  readonly digest: string;
}
/**
 * States that follow one another share one map, which only grows: each sees the posts up to its own last one. Where
 * the map has gone on without it, on events that did not come to be, a state goes on with a copy.
 */
interface Generation {
  /** By their message's id. */
  readonly posts: Map<string, Kept>;
  readonly size: number;
  /** The last one's revision. */
  readonly last: number;
}
/** The posts whose outcome is remembered, youngest generation first. */
export interface Keys {
  readonly generations: readonly [Generation, Generation, Generation];
  /** The last post that was forgotten; -1 while all are known. A form shown before it cannot be judged. */
  readonly floor: number;
}

const none = (): Generation => ({ posts: new Map(), size: 0, last: -1 });
export const noKeys = (): Keys => ({ generations: [none(), none(), none()], floor: -1 });

/** `<revision seen>.<uuid>`: what a form carries so that a re-send is the same command. */
export const PostKey = z.string().regex(/^-?\d{1,15}\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
export const seenOf = (key: string): number => Number(key.slice(0, key.indexOf('.')));

/** The id of the message that a key posts: of its author alone, so that nobody can probe another's. */
export const messageId = (stream: string, author: string, key: string): string => uuidv5(stream, author, key);

/** Of a body under its key. The key is never stored, so the digest says nothing of a short text. */
export const digestOf = (key: string, text: string): string =>
  hash('sha256', `${key}\n${text}`, 'base64url').slice(0, 12);

/** 64 bits of an id tell keys apart, and keep a snapshot small; of longer strings the map would cache each hash. */
const short = (id: string): string => id.slice(0, 8) + id.slice(28);

export function findKey(keys: Keys, id: string): Kept | undefined {
  const key = short(id);
  for (const { posts, last } of keys.generations) {
    const kept = posts.get(key);
    if (kept !== undefined && kept.revision <= last) return kept;
  }
  return undefined;
}

export function rememberKey(keys: Keys, id: string, kept: Kept): Keys {
  const [young, middle, old] = keys.generations;
  if (young.size < GENERATION) return { floor: keys.floor, generations: [grown(young, short(id), kept), middle, old] };
  return { floor: old.last, generations: [grown(none(), short(id), kept), young, middle] };
}

function grown(generation: Generation, key: string, kept: Kept): Generation {
  const posts = generation.posts.size === generation.size ? generation.posts : new Map(seen(generation));
  posts.set(key, kept);
  return { posts, size: posts.size, last: kept.revision };
}

function* seen({ posts, last }: Generation): Generator<[string, Kept]> {
  for (const entry of posts) if (entry[1].revision <= last) yield entry;
}

const Saved = z.object({
  floor: z.int(),
  generations: z
    .array(z.object({ posts: z.array(z.tuple([z.string(), z.int(), z.string()])), last: z.int() }))
    .length(3),
});

/** As `Saved` reads it. */
export const saveKeys = ({ floor, generations }: Keys) => ({
  floor,
  generations: generations.map((generation) => ({ posts: rowsOf(generation), last: generation.last })),
});

function* rowsOf(generation: Generation): Generator<[string, number, string]> {
  for (const [id, { revision, digest }] of seen(generation)) yield [id, revision, digest];
}

export function loadKeys(saved: unknown): Keys {
  const { floor, generations } = Saved.parse(saved);
  const [young = none(), middle = none(), old = none()] = generations.map(({ posts, last }) => ({
    posts: new Map(posts.map(([id, revision, digest]): [string, Kept] => [id, { revision, digest }])),
    size: posts.length,
    last,
  }));
  return { floor, generations: [young, middle, old] };
}

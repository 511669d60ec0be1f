import { hash } from 'node:crypto';
import { Map as Dict } from 'immutable';
import { z } from 'zod';
import { uuidv5 } from '../core/uuid.ts';

/** How many posts a generation remembers; three are kept, so that the last 20,000 posts always are. */
const GENERATION = 10_000;

interface Kept {
  readonly revision: number;
  readonly digest: string;
}
interface Generation {
  /** By their message's id. */
  readonly posts: Dict<string, Kept>;
  /** The last one's revision. */
  readonly last: number;
}
/** The posts whose outcome is remembered, youngest generation first. */
export interface Keys {
  readonly generations: readonly [Generation, Generation, Generation];
  /** The last post that was forgotten; -1 while all are known. A form shown before it cannot be judged. */
  readonly floor: number;
}

const none: Generation = { posts: Dict(), last: -1 };
export const noKeys: Keys = { generations: [none, none, none], floor: -1 };

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

export const findKey = (keys: Keys, id: string): Kept | undefined => {
  const key = short(id);
  for (const generation of keys.generations) {
    const kept = generation.posts.get(key);
    if (kept !== undefined) return kept;
  }
  return undefined;
};

export function rememberKey(keys: Keys, id: string, kept: Kept): Keys {
  const [young, middle, old] = keys.generations;
  const grown = ({ posts }: Generation): Generation => ({ posts: posts.set(short(id), kept), last: kept.revision });
  if (young.posts.size < GENERATION) return { floor: keys.floor, generations: [grown(young), middle, old] };
  return { floor: old.last, generations: [grown(none), young, middle] };
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
  generations: generations.map(({ posts, last }) => ({ posts: rowsOf(posts), last })),
});

function* rowsOf(posts: Generation['posts']): Generator<[string, number, string]> {
  for (const [id, { revision, digest }] of posts) yield [id, revision, digest];
}

export function loadKeys(saved: unknown): Keys {
  const { floor, generations } = Saved.parse(saved);
  const [young = none, middle = none, old = none] = generations.map(({ posts, last }) => ({
    posts: Dict(posts.map(([id, revision, digest]): [string, Kept] => [id, { revision, digest }])),
    last,
  }));
  return { floor, generations: [young, middle, old] };
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Json } from './event.ts';

/** A value to be written as JSON. A list that is no array is made while it is written, and holds plain JSON. */
export type Written = Json | Iterable<object> | readonly Written[] | { readonly [name: string]: Written };

/** So many items take a fraction of a millisecond. */
const PIECE = 200;

/** JSON text, written a piece in each turn of the event loop, so that a large value holds nobody up. */
export async function writeJson(value: Written): Promise<string> {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (!isArray(value) && Symbol.iterator in value) return `[${(await pieces(value)).join()}]`;
  const parts: string[] = [];
  if (isArray(value)) {
    for (const one of value) parts.push(await writeJson(one));
    return `[${parts.join()}]`;
  }
  for (const [name, one] of Object.entries(value)) parts.push(`${JSON.stringify(name)}:${await writeJson(one)}`);
  return `{${parts.join()}}`;
}

async function pieces(list: Iterable<object>): Promise<string[]> {
  const texts: string[] = [];
  let piece: object[] = [];
  for (const one of list) {
    piece.push(one);
    if (piece.length < PIECE) continue;
    texts.push(JSON.stringify(piece).slice(1, -1));
    piece = [];
    await nextTurn();
  }
  if (piece.length > 0) texts.push(JSON.stringify(piece).slice(1, -1));
  return texts;
}

const isArray = (value: object): value is readonly Written[] => Array.isArray(value);

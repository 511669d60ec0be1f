import { StoreUnavailable, TooLargeForStore } from '../../core/errors.ts';

/**
 * What a failed append means:
 * `conflict`: the stream is at another revision; `unknown`: it may have been written; `unsent`: it surely was not, and
 * may be tried again; `refused`: it was not, and trying again is of no use.
 */
export type Outcome = 'conflict' | 'unknown' | 'unsent' | 'refused';

/** CANCELLED, DEADLINE_EXCEEDED, ABORTED, INTERNAL, UNAVAILABLE: each was seen after a write that had happened. */
const UNKNOWN_CODES: readonly unknown[] = [1, 4, 10, 13, 14];
const NEVER_LEFT =
  /No connection established|Channel closed before call started|Name resolution failed|Failed to discover/;
const NOT_NOW = /Server Is (Not Ready|Busy)/i;
/** Servers from 24.10 bound each event too, and the client knows no type for what they say then. */
const EVENT_TOO_LARGE = /exceeds Maximum Append Event Size/i;
const BROKEN_PIPE = /^(ERR_HTTP2|ERR_STREAM|ECONN|EPIPE)/;

/** By type and code, never by class: two copies of the client know nothing of each other's classes. */
export function outcomeOf(error: unknown): Outcome {
  const type = text(error, 'type');
  const code = property(error, 'code');
  const message = text(error, 'message');
  if (type === 'wrong-expected-version') return 'conflict';
  if (NEVER_LEFT.test(message)) return 'unsent';
  if (type === 'not-leader' || UNKNOWN_CODES.includes(code)) return 'unknown';
  if (type === 'unknown' && NOT_NOW.test(message)) return 'unknown';
  return BROKEN_PIPE.test(String(code)) ? 'unknown' : 'refused';
}

/** Why nothing was written. Whatever is not known for something else may pass: the store is away. */
export function failure(error: unknown): StoreUnavailable | TooLargeForStore {
  const tooLarge =
    text(error, 'type') === 'maximum-append-size-exceeded' || EVENT_TOO_LARGE.test(text(error, 'message'));
  if (!tooLarge) return new StoreUnavailable(describe(error), { cause: error });
  const hint = 'Hint: raise its MaxAppendSize, or from 24.10 on its MaxAppendEventSize.';
  return new TooLargeForStore(`${describe(error)} ${hint}`, { cause: error });
}

/** Our own timer ran out: the client waited, and would wait for ever. */
export class NoAnswer extends Error {
  readonly code = 4;
  readonly type = 'deadline-exceeded';
}

export const timedOut = (error: unknown): boolean => text(error, 'type') === 'deadline-exceeded';

/** One line for the log. gRPC puts its code before what happened, and a time and a "Resolution note" behind it. */
export function describe(error: unknown): string {
  const [line = ''] = text(error, 'message').split('\n');
  const type = text(error, 'type');
  const said = line.replace(/^\d+ [A-Z_]+: /, '').replace(/ \(\d{4}-[^)]*\)|\.? Resolution note:.*$/g, '');
  if (type === 'access-denied') return `the user is not known there, or may not do this (${said}).`;
  return said || type || String(error);
}

export const property = (of: unknown, key: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, key) : undefined;

export function text(of: unknown, key: string): string {
  const value = property(of, key);
  return typeof value === 'string' ? value : '';
}

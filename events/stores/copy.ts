import { createHash, type Hash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ChatboxError, OutcomeUnknown, RevisionConflict } from '../core/errors.ts';
import type { EventStore, LogReader, RecordedEvent } from '../core/event-store.ts';
import { encodeBatch, encodedBytes } from './batch.ts';
import { canonical } from './canonical.ts';

const PAGE = 1_024;
/** Of one append; some room is left below the bound of 1 MiB, since a store may count a little more than the JSON. */
const CHUNK_BYTES = 900_000;
const REPETITIONS = 20;

export interface CopyProgress {
  readonly stream: string;
  /** What was there before is compared, the rest is copied, and then read again. */
  readonly phase: 'compare' | 'copy' | 'verify';
  /** Events of this stream, in this phase. */
  readonly done: number;
  readonly total: number;
}

export interface CopyOptions {
  readonly onProgress?: (progress: CopyProgress) => void;
  readonly signal?: AbortSignal;
}

export interface CopiedStream {
  readonly stream: string;
  readonly events: number;
  /** How many of them this copy wrote. */
  readonly copied: number;
  /** SHA-256, in hexadecimal, over the canonical JSON of each event: the same in every store that holds them. */
  readonly digest: string;
}

/**
 * Copies streams to another store: the same events at the same revisions under the same ids. What the target holds
 * already has to be their beginning, so that an interrupted copy is continued by starting it again, and nothing is
 * ever written into a log that is another's. Snapshots are derived, and stay behind. The site does not run meanwhile.
 *
 * Rejects with COPY_SOURCE_INCOMPLETE, COPY_TARGET_DIFFERS, COPY_TARGET_BUSY, COPY_UNVERIFIED, or the store's own error.
 */
export async function copyLog(
  from: LogReader,
  to: EventStore,
  streams: readonly string[],
  options: CopyOptions = {},
): Promise<readonly CopiedStream[]> {
  const copies = [...new Set(streams)].map((stream) => new StreamCopy(from, to, stream, options));
  // All before any: a target that is another's log in one stream is written to in none.
  for (const copy of copies) await copy.compare();
  const copied: CopiedStream[] = [];
  for (const copy of copies) copied.push(await copy.run());
  return copied;
}

class StreamCopy {
  readonly #from: LogReader;
  readonly #to: EventStore;
  readonly #stream: string;
  readonly #options: CopyOptions;
  readonly #read = createHash('sha256');
  readonly #written = createHash('sha256');
  #total = 0;
  #kept = 0;

  constructor(from: LogReader, to: EventStore, stream: string, options: CopyOptions) {
    this.#from = from;
    this.#to = to;
    this.#stream = stream;
    this.#options = options;
  }

  async compare(): Promise<void> {
    const kept = await this.#length(this.#to);
    this.#total = await this.#length(this.#from);
    if (kept > this.#total) throw this.#differs(this.#total);
    for (let at = 0; at < kept; ) {
      const limit = Math.min(PAGE, kept - at);
      const [theirs, ours] = await Promise.all([this.#page(this.#from, at, limit), this.#page(this.#to, at, limit)]);
      const different = theirs.findIndex((event, index) => lineOf(event) !== lineOf(ours[index]));
      if (different >= 0 || theirs.length !== ours.length) throw this.#differs(at + Math.max(0, different));
      digest(this.#read, theirs);
      digest(this.#written, ours);
      at += theirs.length;
      this.#tell('compare', at, kept);
    }
    this.#kept = kept;
  }

  /** What follows on what `compare` found. */
  async run(): Promise<CopiedStream> {
    const kept = this.#kept;
    const events = await this.#copy(kept);
    await this.#verify(kept, events);
    return { stream: this.#stream, events, copied: events - kept, digest: this.#read.digest('hex') };
  }

  /** Until the source has no more. */
  async #copy(kept: number): Promise<number> {
    for (let at = kept; ; ) {
      const page = await this.#page(this.#from, at, PAGE);
      if (page.length === 0) return at;
      digest(this.#read, page);
      for (const chunk of chunks(page)) {
        await this.#append(at, chunk);
        at += chunk.length;
        this.#tell('copy', at - kept, Math.max(at, this.#total) - kept);
      }
    }
  }

  async #append(at: number, chunk: readonly RecordedEvent[]): Promise<void> {
    const events = chunk.map(({ id, type, v, data, meta }) => ({ id, type, v, data, meta }));
    for (let repetitions = 0; ; repetitions += 1) {
      this.#options.signal?.throwIfAborted();
      try {
        await this.#to.append(this.#stream, at === 0 ? 'no_stream' : BigInt(at - 1), events);
        return;
      } catch (error) {
        if (error instanceof RevisionConflict) {
          const message = `"${this.#stream}" of ${this.#to.name} is written to by another process.\n  Hint: stop the site, and copy again.`;
          throw new ChatboxError('COPY_TARGET_BUSY', message, { stream: this.#stream }, { cause: error });
        }
        if (!(error instanceof OutcomeUnknown) || repetitions === REPETITIONS) throw error;
        await delay(Math.min(2_000, 50 * 2 ** repetitions));
      }
    }
  }

  /** The target is believed for what it gives back, not for what it was given. */
  async #verify(kept: number, events: number): Promise<void> {
    for (let at = kept; at < events; ) {
      const page = await this.#page(this.#to, at, Math.min(PAGE, events - at));
      if (page.length === 0) throw this.#unverified(`it ends after ${at} events of ${events}`);
      digest(this.#written, page);
      at += page.length;
      this.#tell('verify', at - kept, events - kept);
    }
    if ((await this.#length(this.#to)) !== events) throw this.#unverified(`it does not end after ${events} events`);
    if (this.#written.copy().digest('hex') !== this.#read.copy().digest('hex')) throw this.#unverified('they differ');
  }

  async #page(store: LogReader, at: number, limit: number): Promise<readonly RecordedEvent[]> {
    const { signal } = this.#options;
    const page = await store.read(this.#stream, { from: BigInt(at), limit, ...(signal && { signal }) });
    if (page.every(({ revision }, index) => revision === BigInt(at + index))) return page;
    const message = `"${this.#stream}" of ${store.name} lacks events from revision ${at} on.\n  Hint: a stream that was truncated cannot be copied.`;
    throw new ChatboxError('COPY_SOURCE_INCOMPLETE', message, { stream: this.#stream });
  }

  async #length(store: LogReader): Promise<number> {
    const [last] = await store.read(this.#stream, { direction: 'backwards', limit: 1 });
    return last === undefined ? 0 : Number(last.revision) + 1;
  }

  #tell(phase: CopyProgress['phase'], done: number, total: number): void {
    this.#options.onProgress?.({ stream: this.#stream, phase, done, total });
  }

  #differs(revision: number): ChatboxError {
    const [stream, from, to] = [this.#stream, this.#from.name, this.#to.name];
    const message = `"${stream}" of ${to} is not the beginning of that of ${from}: from revision ${revision} on it is another log.\n  Hint: nothing was written; copy to an empty store.`;
    return new ChatboxError('COPY_TARGET_DIFFERS', message, { stream });
  }

  #unverified(why: string): ChatboxError {
    const message = `"${this.#stream}" was copied to ${this.#to.name}, but read again ${why}.\n  Hint: do not use that copy.`;
    return new ChatboxError('COPY_UNVERIFIED', message, { stream: this.#stream });
  }
}

/** All that is the same wherever an event is kept. */
function lineOf(event: RecordedEvent | undefined): string {
  if (event === undefined) return '';
  const { stream, revision, id, type, v, data, meta } = event;
  return canonical({ stream, revision: String(revision), id, type, v, data, meta });
}

function digest(hash: Hash, page: readonly RecordedEvent[]): void {
  for (const event of page) hash.update(`${lineOf(event)}\n`);
}

/** The page in appends that a store takes. */
function* chunks(page: readonly RecordedEvent[]): Generator<readonly RecordedEvent[]> {
  let chunk: RecordedEvent[] = [];
  let bytes = 0;
  for (const event of page) {
    const size = encodeBatch([event]).reduce((sum, encoded) => sum + encodedBytes(encoded), 0);
    if (bytes + size > CHUNK_BYTES && chunk.length > 0) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(event);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

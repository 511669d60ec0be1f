import { randomUUID } from 'node:crypto';

export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface Kept extends Proposed {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly created: bigint;
}

export type Expected = 'any' | 'no_stream' | 'stream_exists' | bigint;

export type Result =
  | { readonly wrote: true; readonly revision: bigint; readonly position: bigint }
  | { readonly wrote: false; readonly why: 'conflict'; readonly current: bigint }
  | { readonly wrote: false; readonly why: 'too large' };

const MAX_APPEND = 1024 * 1024;

/** What EventStoreDB keeps on disk, and how it judges an append. Nodes of one cluster share one. */
export class DoubleLog {
  readonly #streams = new Map<string, Kept[]>();
  readonly #listeners = new Set<(stream: string) => void>();
  #position = 0n;

  stream(name: string): readonly Kept[] {
    return this.#streams.get(name) ?? [];
  }

  /** What a reader sees of it: `$maxCount` of its metadata is obeyed at once. */
  visible(name: string): readonly Kept[] {
    const all = this.stream(name);
    const metadata = this.stream(`$$${name}`).at(-1);
    const { $maxCount = all.length } = metadata ? JSON.parse(Buffer.from(metadata.data).toString()) : {};
    return all.slice(Math.max(0, all.length - $maxCount));
  }

  append(name: string, expected: Expected, events: readonly Proposed[]): Result {
    const size = events.reduce(
      (sum, { data, metadata, type }) => sum + data.length + metadata.length + type.length * 2,
      0,
    );
    if (size > MAX_APPEND) return { wrote: false, why: 'too large' };
    const all = this.stream(name);
    const current = BigInt(all.length) - 1n;
    const after = expected === 'no_stream' ? -1n : expected;
    if (typeof after === 'bigint' && after !== current) {
      // The ids at those very revisions decide, and answer as the first time, after a restart too.
      const kept = events.map((_, index) => all[Number(after) + 1 + index]);
      const repeated = after < current && kept.every((event, index) => event?.id === events[index]?.id);
      const last = kept.at(-1);
      return repeated && last
        ? { wrote: true, revision: last.revision, position: last.position }
        : { wrote: false, why: 'conflict', current };
    }
    if (expected === 'stream_exists' && current < 0n) return { wrote: false, why: 'conflict', current };
    for (const event of events) this.#write(name, event);
    const last = this.stream(name).at(-1);
    return { wrote: true, revision: last?.revision ?? -1n, position: last?.position ?? this.#position };
  }

  /** @returns how to stop listening. */
  onWrite(listener: (stream: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #write(stream: string, event: Proposed): void {
    const all = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, all);
    // Positions are offsets in a file: they grow, and have gaps.
    this.#position += 100n + BigInt(event.data.length);
    const created = BigInt(Date.now()) * 10_000n;
    all.push({ ...event, stream, revision: BigInt(all.length), position: this.#position, created });
    for (const listener of this.#listeners) listener(stream);
  }
}

/** An event that somebody else might write, by the server's own UI for example. */
export const foreign = (contentType: string, data: Uint8Array, metadata = new Uint8Array()): Proposed => ({
  id: randomUUID(),
  type: 'Foreign',
  contentType,
  data,
  metadata,
});

import { z } from 'zod';
import type { RecordedEvent } from '../../core/event-store.ts';
import type { Note, NoticeBoard, Places } from '../notice-board.ts';
import type { Connection } from './connection.ts';
import { readLast, writeLast } from './last-value.ts';
import { readPage } from './read.ts';

/** Names the streams of the notes: each process enters itself, again and again. */
const DIRECTORY = 'presence-directory';
const ENTRIES = 64;
const ENTRY_RENEWAL = 9 * 60_000;
/** A process without an entry for so long is not looked for any more: two more of its entries failed. */
const ENTRY_LEASE = 30 * 60_000;
const SECONDS_KEPT = 24 * 60 * 60;

const noteStream = (process: string) => `presence-${process}`;
const Entry = z.object({ process: z.uuid() });
const Present = z.object({ places: z.record(z.string(), z.array(z.string())) });

/** Notes in streams that keep their last event only, one for each process. */
export class EventStoreDbNoticeBoard implements NoticeBoard {
  readonly #connection: Connection;
  readonly #closing = new AbortController();
  #enteredAt = Number.NEGATIVE_INFINITY;
  /** What is read next of the directory; `undefined` before the first look. */
  #next: bigint | undefined;
  /** When each process entered itself, by the server's clock. */
  readonly #entries = new Map<string, number>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async write(process: string, places: Places): Promise<void> {
    await this.#keep(noteStream(process), 1, 'MembersPresent', { places });
    const now = performance.now();
    if (now - this.#enteredAt < ENTRY_RENEWAL) return;
    await this.#keep(DIRECTORY, ENTRIES, 'ProcessEntered', { process });
    this.#enteredAt = now;
  }

  async read(): Promise<readonly Note[]> {
    await this.#readDirectory();
    const notes: Note[] = [];
    for (const process of this.#entries.keys()) {
      const [last] = await readLast(this.#connection, noteStream(process), 1, this.#closing.signal);
      const present = Present.safeParse(last?.data).data;
      if (last !== undefined && present !== undefined) notes.push({ process, ...present, at: writtenAt(last) });
    }
    return notes;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#connection.close();
  }

  async #readDirectory(): Promise<void> {
    const [connection, signal] = [this.#connection, this.#closing.signal];
    const news =
      this.#next === undefined
        ? (await readLast(connection, DIRECTORY, ENTRIES, signal)).toReversed()
        : await readPage(connection, DIRECTORY, { from: this.#next, limit: ENTRIES, signal });
    for (const event of news) {
      this.#next = event.revision + 1n;
      const entry = Entry.safeParse(event.data).data;
      if (entry !== undefined) this.#entries.set(entry.process, writtenAt(event));
    }
    const newest = Math.max(...this.#entries.values());
    for (const [process, at] of this.#entries) if (at < newest - ENTRY_LEASE) this.#entries.delete(process);
  }

  async #keep(stream: string, maxCount: number, type: string, data: z.input<typeof Entry> | { places: Places }) {
    await writeLast(this.#connection, stream, { maxCount, maxAge: SECONDS_KEPT }, type, { ...data });
  }
}

const writtenAt = ({ recordedAt }: RecordedEvent): number => Date.parse(recordedAt);

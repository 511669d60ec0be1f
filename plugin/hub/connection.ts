import type { Locale } from '../i18n/locale.ts';
import type { Viewer } from '../members/directory.ts';

/** Where the bytes of one stream go. */
export interface Sink {
  write(bytes: Uint8Array): void;
  end(): void;
  /** Bytes that were written and not yet taken by the network. */
  backlog(): number;
  /** Above this many bytes, a reader is too slow to be waited for. */
  readonly limit: number;
}

/** One open stream. `next` is the revision that it is to be told next: what comes below was told or was not for it. */
export interface Connection {
  readonly locale: Locale;
  readonly sink: Sink;
  readonly since: number;
  viewer: Viewer;
  moderator: boolean;
  next: bigint;
  /** Has caught up: what is published reaches it from now on. */
  live: boolean;
  open: boolean;
  lastWrite: number;
  /** End of the mute that it was told of (ISO 8601), or none. */
  mutedUntil: string | undefined;
}

/** Writes, or cuts a reader that does not read: it resumes where it was when it comes back. */
export function write(connection: Connection, bytes: Uint8Array, now: number): void {
  if (!connection.open) return;
  const { sink } = connection;
  sink.write(bytes);
  connection.lastWrite = now;
  if (sink.backlog() > sink.limit) hangUp(connection);
}

/** @param last what the stream ends with; without it, the browser comes back by itself */
export function hangUp(connection: Connection, last?: Uint8Array): void {
  if (!connection.open) return;
  connection.open = false;
  connection.live = false;
  if (last !== undefined) connection.sink.write(last);
  connection.sink.end();
}

import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { messageOf, StoreUnavailable } from '../../core/errors.ts';
import type { JsonObject } from '../../core/event.ts';
import type { RecordedEvent, Snapshot } from '../../core/event-store.ts';
import { isCurrent } from './schema.ts';

type Row = [
  position: number,
  revision: number,
  id: string,
  type: string,
  v: number,
  data: string,
  meta: string,
  at: string,
];

/** Reads on the thread of the site, on a connection that can neither write nor wait for a lock. */
export class Reader {
  readonly #db: DatabaseSync;
  readonly #forwards: StatementSync;
  readonly #backwards: StatementSync;
  readonly #snapshot: StatementSync;
  readonly #dataVersion: StatementSync;

  constructor(location: string | URL) {
    this.#db = new DatabaseSync(location, { readOnly: true });
    const columns = 'SELECT position, revision, id, type, v, data, meta, recorded_at FROM events WHERE stream = ? AND ';
    this.#forwards = this.#db.prepare(`${columns} revision >= ? ORDER BY revision LIMIT ?`);
    this.#backwards = this.#db.prepare(`${columns} revision <= ? ORDER BY revision DESC LIMIT ?`);
    this.#snapshot = this.#db.prepare('SELECT revision, v, state FROM snapshots WHERE stream = ?');
    this.#dataVersion = this.#db.prepare('PRAGMA data_version');
    // Rows as arrays read 1.6 times as fast as rows as objects.
    this.#forwards.setReturnArrays(true);
    this.#backwards.setReturnArrays(true);
  }

  /** None where the writer has to make the tables first, or to say what is wrong with the file. */
  static ofExisting(path: string): Reader | undefined {
    return isCurrent(path) ? new Reader(path) : undefined;
  }

  forwards(stream: string, from: bigint, limit: number): readonly RecordedEvent[] {
    return this.#page(this.#forwards, stream, Number(from), limit);
  }

  /** Without `from`: from the last event. */
  backwards(stream: string, from: bigint | undefined, limit: number): readonly RecordedEvent[] {
    return this.#page(this.#backwards, stream, Number(from ?? Number.MAX_SAFE_INTEGER), limit);
  }

  snapshot(stream: string): Snapshot | undefined {
    return reading(() => {
      const row = this.#snapshot.get(stream);
      if (row === undefined) return undefined;
      return {
        revision: BigInt(Number(row.revision)),
        v: Number(row.v),
        state: String(row.state),
      };
    });
  }

  /** Another number than the time before: some other connection, of this process or another, has committed. */
  dataVersion(): unknown {
    return reading(() => this.#dataVersion.get()?.data_version);
  }

  close(): void {
    this.#db.close();
  }

  #page(statement: StatementSync, stream: string, from: number, limit: number): readonly RecordedEvent[] {
    return reading(() => {
      // A STRICT table holds these types and no others.
      const rows = statement.all(stream, from, limit) as unknown as readonly Row[];
      return rows.map(([position, revision, id, type, v, data, meta, recordedAt]) => ({
        id,
        type,
        v,
        data: JSON.parse(data) as JsonObject,
        meta: JSON.parse(meta) as JsonObject,
        stream,
        revision: BigInt(revision),
        position: BigInt(position),
        recordedAt,
      }));
    });
  }
}

function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new StoreUnavailable(`${messageOf(error)}.`, { cause: error });
  }
}

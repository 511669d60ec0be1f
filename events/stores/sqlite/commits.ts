import type { DatabaseSync } from 'node:sqlite';
import { messageOf } from '../../core/errors.ts';
import { judge } from '../batch.ts';
import { patiently } from './patiently.ts';
import { type Answer, CELLS, type Task } from './protocol.ts';
import { extendedCode, ResultCode, resultCode, WRITE_FAILED } from './result-code.ts';

type Append = Extract<Task, { kind: 'append' }>;

/** Of the transaction: when it is, and whether another connection has committed. */
interface Known {
  readonly recordedAt: string;
  readonly others: boolean;
}

/** Carries tasks out, all that are given at once in one transaction: one wait for the disk serves them all. */
export class Commits {
  readonly #db: DatabaseSync;
  readonly #lockedMs: number;
  readonly #statements: ReturnType<typeof prepare>;
  /** What others had committed when an append was last answered. */
  #told: unknown;

  constructor(db: DatabaseSync, lockedMs: number) {
    this.#db = db;
    this.#lockedMs = lockedMs;
    this.#statements = prepare(db);
  }

  /** An answer for each task, in order, once the disk has them. */
  commit(tasks: readonly Task[]): readonly Answer[] {
    let committing = false;
    try {
      patiently(this.#lockedMs, () => this.#db.exec('BEGIN IMMEDIATE'));
      const version = this.#statements.version.get()?.data_version;
      const known: Known = { recordedAt: new Date().toISOString(), others: version !== this.#told };
      const answers = tasks.map((task) => (task.kind === 'append' ? this.#append(task, known) : this.#save(task)));
      committing = true;
      this.#db.exec('COMMIT');
      if (answers.some(({ kind }) => kind === 'appended')) this.#told = version;
      return answers;
    } catch (error) {
      this.#rollback();
      // The answers of the others stand on what did not come to be, so all of them fail.
      const failed = {
        kind: committing && mayBeWritten(error) ? 'unknown' : 'unavailable',
        why: this.#why(error),
      } as const;
      return tasks.map(({ task }) => ({ task, ...failed }));
    }
  }

  #append({ task, stream, expected, cells }: Append, { recordedAt, others }: Known): Answer {
    const last = this.#statements.last.get(stream);
    const current = Number(last?.revision ?? -1);
    const ids = cells.filter((_, at) => at % CELLS === 0).map(String);
    const idsFrom = (from: number, count: number) =>
      this.#statements.ids.all(stream, from, count).map(({ id }) => String(id));
    switch (judge(expected, current, ids, idsFrom)) {
      case 'conflict':
        return { kind: 'conflict', task, actual: current };
      case 'repeat': {
        const revision = expected + ids.length;
        const kept = this.#statements.at.get(stream, revision);
        return { kind: 'appended', task, revision, position: Number(kept?.position), others };
      }
      case 'write': {
        let revision = expected;
        let position = 0;
        for (let at = 0; at < cells.length; at += CELLS) {
          revision += 1;
          const event = cells.slice(at, at + CELLS);
          position = Number(this.#statements.insert.run(stream, revision, recordedAt, ...event).lastInsertRowid);
        }
        return { kind: 'appended', task, revision, position, others };
      }
    }
  }

  #save({ task, stream, revision, v, state }: Extract<Task, { kind: 'snapshot' }>): Answer {
    this.#statements.save.run(stream, revision, v, new TextDecoder().decode(state));
    return { kind: 'saved', task };
  }

  #rollback(): void {
    // SQLite ends some failed transactions by itself.
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
  }

  #why(error: unknown): string {
    if (resultCode(error) === ResultCode.busy)
      return `another process has kept the file locked for ${this.#lockedMs} ms.`;
    if (resultCode(error) === ResultCode.full) return 'the disk is full.';
    return `${messageOf(error)}.`;
  }
}

/**
 * A failed COMMIT has written nothing when one of its frames could not be written: the last one makes the others count,
 * and a part of it counts for nothing. After a failed fsync nobody knows what a restart will find.
 */
function mayBeWritten(error: unknown): boolean {
  return resultCode(error) !== ResultCode.full && extendedCode(error) !== WRITE_FAILED;
}

function prepare(db: DatabaseSync) {
  return {
    // Its own commits leave it as it is.
    version: db.prepare('PRAGMA data_version'),
    last: db.prepare('SELECT revision FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1'),
    ids: db.prepare('SELECT id FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?'),
    at: db.prepare('SELECT position FROM events WHERE stream = ? AND revision = ?'),
    insert: db.prepare(
      'INSERT INTO events (stream, revision, recorded_at, id, type, v, data, meta) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    save: db.prepare('INSERT OR REPLACE INTO snapshots (stream, revision, v, state) VALUES (?, ?, ?, ?)'),
  };
}

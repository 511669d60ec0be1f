import { DatabaseSync } from 'node:sqlite';
import { patiently } from './patiently.ts';

/** Number of the file's layout, kept in its `user_version`. */
export const SCHEMA = 1;
/** Marks a file as a chatbox log ("chat" in ASCII), kept in its `application_id`. */
const APPLICATION = 0x63686174;

const CREATE = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    v INTEGER NOT NULL,
    data TEXT NOT NULL,
    meta TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;
  CREATE TABLE snapshots (
    stream TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    v INTEGER NOT NULL,
    state TEXT NOT NULL
  ) STRICT;
  PRAGMA application_id = ${APPLICATION};
  PRAGMA user_version = ${SCHEMA}
`;

const CONTENTS = `
  SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema) AS tables
  FROM pragma_application_id, pragma_user_version
`;

/** Why a file is not taken as a log, for the log of its operator. */
export class UnfitFile extends Error {
  readonly reason: string;
  readonly hint: string;

  constructor(reason: string, why: string, hint: string) {
    super(why);
    this.reason = reason;
    this.hint = hint;
  }
}

/** Opens a log for writing, and makes its tables where the file is new. */
export function openForWriting(path: string, lockedMs: number): DatabaseSync {
  const db = new DatabaseSync(path);
  try {
    patiently(lockedMs, () => prepareFile(db));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepareFile(db: DatabaseSync): void {
  // Judged before anything is changed.
  const made = isOurs(db);
  // It stays in the file, but a copy made by VACUUM INTO is without it.
  db.exec('PRAGMA journal_mode = WAL');
  // In WAL, anything less than FULL answers before the disk has it.
  db.exec('PRAGMA synchronous = FULL');
  if (made) return;
  db.exec('BEGIN IMMEDIATE');
  // Another process may have made the tables since.
  db.exec(isOurs(db) ? 'ROLLBACK' : `${CREATE}; COMMIT`);
}

/** Whether a file holds a log in today's layout. Never waits, and never throws. */
export function isCurrent(path: string): boolean {
  try {
    const db = new DatabaseSync(path, { readOnly: true });
    try {
      return isOurs(db) && contents(db).schema === SCHEMA;
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

/** @throws `UnfitFile` */
export function mustHoldALog(db: DatabaseSync): void {
  if (!isOurs(db)) throw new UnfitFile('empty', 'the file is empty.', 'name the file of a site that has run.');
}

/** False for an empty file; throws an `UnfitFile` for one that holds something else. */
function isOurs(db: DatabaseSync): boolean {
  const { application, schema, tables } = contents(db);
  if (application === APPLICATION && schema <= SCHEMA) return true;
  if (application === APPLICATION) {
    throw new UnfitFile(
      'newer',
      `it was written by a newer version of astro-chatbox (its layout is number ${schema}, this version knows ${SCHEMA}).`,
      'update astro-chatbox, or restore the copy that you made before updating.',
    );
  }
  if (application === 0 && schema === 0 && tables === 0) return false;
  throw new UnfitFile(
    'foreign',
    'the file is a SQLite database of something else.',
    'give the chatbox a file of its own.',
  );
}

/** In one statement, so in one state of the file: another process may be making the tables. */
function contents(db: DatabaseSync) {
  const row = db.prepare(CONTENTS).get();
  return { application: Number(row?.application_id), schema: Number(row?.user_version), tables: Number(row?.tables) };
}

import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

const Person = z.object({ id: z.string(), login: z.string(), name: z.string(), role: z.string().nullable() });

/** A member as the others may see them. */
export type Person = z.output<typeof Person>;

/** All who can be named; with a query, those whose login or name holds it. */
export function people(database: DatabaseSync, query = ''): Person[] {
  const found = database
    .prepare('SELECT id, username AS login, name, role FROM user WHERE username IS NOT NULL ORDER BY username')
    .all();
  const wanted = plain(query);
  // SQLite knows nothing of accents, and a club is small.
  return z
    .array(Person)
    .parse(found)
    .filter(({ login, name }) => plain(`${login} ${name}`).includes(wanted));
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { Snapshot } from '../../core/event-store.ts';
import type { Connection } from './connection.ts';
import { readLast, writeLast } from './last-value.ts';

/** Above this many characters the JSON is compressed. */
const PLAIN = 64 * 1024;
/** Of base64 in one event: with its frame, well below the 1 MiB of an append. */
const PART = 768 * 1024;
const MOST_PARTS = 64;

const Head = z.object({
  revision: z.string().regex(/^\d+$/),
  v: z.int(),
  /** Names the parts that belong to this snapshot. */
  id: z.uuid(),
  /** None: the state stands in the head itself. */
  parts: z.int().min(0).max(MOST_PARTS),
  state: z.string().optional(),
});
const Part = z.object({ id: z.uuid(), gzip: z.base64() });

const headStream = (stream: string) => `snapshot-${stream}`;
const partStream = (stream: string, part: number) => `snapshot-${stream}-part-${part}`;

/**
 * The state in `snapshot-<stream>`, which keeps its last event only. A large one is compressed, and cut into parts with
 * a stream each; those keep their last two, so that the snapshot before stays whole until the new head is written.
 */
export async function saveSnapshot(
  connection: Connection,
  stream: string,
  { revision, v, state }: Snapshot,
): Promise<void> {
  const parts = state.length > PLAIN ? cut((await promisify(gzip)(state)).toString('base64')) : [];
  if (parts.length > MOST_PARTS) {
    throw new RangeError(`A snapshot holds ${MOST_PARTS * PART} compressed bytes at most: "${stream}" has more.`);
  }
  const id = randomUUID();
  for (const [index, part] of parts.entries()) {
    await writeLast(connection, partStream(stream, index), { maxCount: 2 }, 'SnapshotPart', {
      id,
      gzip: part,
    });
  }
  const head = { revision: String(revision), v, id, parts: parts.length, ...(parts.length === 0 && { state }) };
  await writeLast(connection, headStream(stream), { maxCount: 1 }, 'Snapshot', head);
}

/** None where there is none, or where it cannot be read: it is derived, and the log is whole without it. */
export async function loadSnapshot(connection: Connection, stream: string): Promise<Snapshot | undefined> {
  const [last] = await readLast(connection, headStream(stream), 1);
  const head = Head.safeParse(last?.data).data;
  if (head === undefined) return undefined;
  const state = head.parts === 0 ? head.state : await loadParts(connection, stream, head);
  return state === undefined ? undefined : { revision: BigInt(head.revision), v: head.v, state };
}

async function loadParts(
  connection: Connection,
  stream: string,
  { id, parts }: z.infer<typeof Head>,
): Promise<string | undefined> {
  let text = '';
  for (let index = 0; index < parts; index += 1) {
    const kept = await readLast(connection, partStream(stream, index), 2);
    const part = kept.map(({ data }) => Part.safeParse(data).data).find((part) => part?.id === id);
    if (part === undefined) return undefined;
    text += part.gzip;
  }
  try {
    return String(await promisify(gunzip)(Buffer.from(text, 'base64')));
  } catch {
    return undefined;
  }
}

const cut = (text: string): string[] =>
  Array.from({ length: Math.ceil(text.length / PART) }, (_, index) => text.slice(index * PART, (index + 1) * PART));

import type { DatabaseSync } from 'node:sqlite';
import { isMainThread, type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { Commits } from './commits.ts';
import { type Answer, type FromWriter, ROLE, type Task, type ToWriter, type WriterData } from './protocol.ts';
import { refusal } from './refusal.ts';
import { sameFile } from './same-file.ts';
import { openForWriting } from './schema.ts';

/**
 * Where this module is, for `new Worker`. Import it dynamically only: a static import anywhere lets a bundler merge it
 * into another chunk, which the Worker would then run.
 */
export const url: string = import.meta.url;

// One commit takes what waits, within bounds that keep its own duration, and the answer to the first, short.
const MAX_TASKS = 256;
const MAX_CELLS = 20_000;

const GONE =
  'its file was moved, removed or replaced. Put it back, or start the site again with the one that is there.';

if (!isMainThread && parentPort !== null && isWriterData(workerData)) run(parentPort, workerData);

function run(port: MessagePort, { path, lockedMs }: WriterData): void {
  const tell = (message: FromWriter): void => port.postMessage(message);
  let db: DatabaseSync;
  try {
    db = openForWriting(path, lockedMs);
  } catch (error) {
    tell({ kind: 'refused', ...refusal(error, lockedMs) });
    port.close();
    return;
  }
  const commits = new Commits(db, lockedMs);
  const isStillThere = sameFile(path);
  const answered = (tasks: readonly Task[]): readonly Answer[] =>
    isStillThere() ? commits.commit(tasks) : tasks.map(({ task }) => ({ task, kind: 'unavailable', why: GONE }));
  port.on('message', (first: ToWriter) => {
    const { tasks, closing } = waiting(port, first);
    if (tasks.length > 0) tell({ kind: 'answers', answers: answered(tasks) });
    if (!closing) return;
    db.close();
    port.close();
  });
  tell({ kind: 'ready' });
}

function waiting(port: MessagePort, first: ToWriter): { readonly tasks: readonly Task[]; readonly closing: boolean } {
  const tasks: Task[] = [];
  let cells = 0;
  let next: ToWriter | undefined = first;
  while (next !== undefined) {
    if (next.kind === 'close') return { tasks, closing: true };
    tasks.push(next);
    cells += next.kind === 'append' ? next.cells.length : 0;
    if (tasks.length >= MAX_TASKS || cells >= MAX_CELLS) break;
    next = receiveMessageOnPort(port)?.message;
  }
  return { tasks, closing: false };
}

function isWriterData(data: unknown): data is WriterData {
  return typeof data === 'object' && data !== null && 'role' in data && data.role === ROLE;
}

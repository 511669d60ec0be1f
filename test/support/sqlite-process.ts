import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { ChatboxError, RevisionConflict } from '../../events/core/errors.ts';
import { openSqlite } from '../../events/stores/sqlite/index.ts';
import { anEvent } from './store-contract/events.ts';
import { Listener } from './store-contract/listener.ts';

/** What another process can be told to do with a file, and answers with 'done' or the count of events so far. */
const Order = z.discriminatedUnion('do', [
  /** Appends events one by one, whoever else does, and tells each that it was promised. */
  z.object({ do: z.literal('append'), file: z.string(), stream: z.string(), count: z.number() }),
  /** The same in a process whose files may not grow beyond 300 kB; answers with the code of the first error. */
  z.object({ do: z.literal('fill'), file: z.string(), stream: z.string() }),
  /** Takes the write lock, says 'done', and keeps it until the process is killed. */
  z.object({ do: z.literal('lock'), file: z.string() }),
  /** Leaves two stores open, one that wrote and follows and one that only read: the process has to end by itself. */
  z.object({ do: z.literal('leave open'), file: z.string(), stream: z.string() }),
]);
type Order = z.infer<typeof Order>;

export interface OtherProcess {
  /** What it has told so far. */
  readonly told: readonly unknown[];
  readonly exited: Promise<unknown>;
  kill(): Promise<void>;
}

/** Starts another process on the same file. */
export function otherProcess(order: Order): OtherProcess {
  const node = [process.execPath, import.meta.filename, JSON.stringify(order)];
  const [command = '', ...args] = order.do === 'fill' ? ['sh', '-c', 'ulimit -f 600 && exec "$0" "$@"', ...node] : node;
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const told: unknown[] = [];
  child.on('message', (message) => told.push(message));
  const exited = once(child, 'exit').then(([code]) => code);
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  return { told, exited, kill };
}

if (process.argv[1] === import.meta.filename) await obey(Order.parse(JSON.parse(process.argv[2] ?? '')));

async function obey(order: Order): Promise<void> {
  switch (order.do) {
    case 'append':
      return await append(order);
    case 'fill':
      return await fill(order);
    case 'lock': {
      const db = new DatabaseSync(order.file);
      db.exec('BEGIN IMMEDIATE');
      process.send?.('done');
      // Keeps the process, and the connection from being collected.
      setInterval(() => db.isOpen, 1_000);
      return;
    }
    case 'leave open': {
      process.channel?.unref();
      const store = await openSqlite(order.file);
      const listener = new Listener(store, order.stream, -1n);
      await store.append(order.stream, 'no_stream', [anEvent()]);
      await listener.has(0n);
      const onlyRead = await openSqlite(order.file);
      await onlyRead.read(order.stream, { limit: 1 });
    }
  }
}

async function append({ file, stream, count }: Extract<Order, { do: 'append' }>): Promise<void> {
  const store = await openSqlite(file);
  let last = (await store.read(stream, { direction: 'backwards', limit: 1 }))[0]?.revision ?? -1n;
  for (let done = 0; done < count; ) {
    const event = anEvent(`${process.pid}`, randomUUID());
    try {
      last = (await store.append(stream, last < 0n ? 'no_stream' : last, [event])).revision;
      process.send?.(event.id);
      done += 1;
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
      last = error.actual;
    }
  }
  await store.close();
  process.disconnect?.();
}

async function fill({ file, stream }: Extract<Order, { do: 'fill' }>): Promise<void> {
  const store = await openSqlite(file);
  for (let revision = -1n; ; revision += 2n) {
    const batch = [anEvent('x'.repeat(3_000)), anEvent('x'.repeat(3_000))];
    const error = await store.append(stream, revision < 0n ? 'no_stream' : revision, batch).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (error === undefined) process.send?.(batch[1]?.id);
    else return void process.send?.(error instanceof ChatboxError ? error.code : 'another error', () => process.exit());
  }
}

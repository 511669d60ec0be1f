import { setTimeout as delay } from 'node:timers/promises';
import { child } from './fan-out/child.ts';
import type { Finding, Order, Report, Wish } from './fan-out/messages.ts';
import { idleMemory } from './idle-memory.ts';
import { median, quantile, type Row } from './row.ts';

const RUNS = 5;
const MILLISECONDS = 4_000;
/** What a stream opens with (presence above all) is not part of the figure. */
const SETTLE = 2_000;
const RATE = 500;
const CROWDS = [1_000, 2_000];
const KINDS = ['hub', 'coalescing', 'each'] as const;
type Kind = (typeof KINDS)[number];

interface Run {
  readonly delivered: number;
  readonly expected: number;
  readonly p50: number;
  readonly p99: number;
  /** From the first post until the last message has arrived. */
  readonly seconds: number;
  /** Processor time of the process that serves, in µs a message delivered. */
  readonly cpu: number;
}

/** Real frames through the hub over HTTP, beside a bare Node server that coalesces the same frames, and one that writes each. */
export async function fanOut(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const streams of CROWDS) {
    const runs: Record<Kind, Run[]> = { hub: [], coalescing: [], each: [] };
    // In turn, so that whatever else the machine does falls on all of them alike.
    for (let run = 0; run < RUNS; run += 1) for (const kind of KINDS) runs[kind].push(await measure(kind, streams));
    rows.push(...rowsOf(streams, runs));
  }
  return [...rows, ...(await idleMemory())];
}

function rowsOf(streams: number, runs: Readonly<Record<Kind, readonly Run[]>>): Row[] {
  const of = (kind: Kind, what: keyof Run): number => median(runs[kind].map((run) => run[what]));
  const crowd = `${streams.toLocaleString('en')} streams × ${RATE} posts/s`;
  const conditions = `${MILLISECONDS / 1_000} s over HTTP on loopback, readers in a process of their own, median of ${RUNS}`;
  const shares = runs.hub.map(({ delivered, expected }) => delivered / expected);
  const beside = (kind: Kind, what: keyof Run) => ({ name: `bare Node, ${kind}`, value: of(kind, what) });
  return [
    {
      name: `messages delivered, ${crowd}`,
      value: Math.min(...shares) * 100,
      unit: '%',
      beside: {
        name: 'bare Node, coalescing',
        value: Math.min(...runs.coalescing.map(({ delivered, expected }) => delivered / expected)) * 100,
      },
      conditions: `${conditions} (the worst of them)`,
    },
    ...(['coalescing', 'each'] as const).flatMap((kind): Row[] => [
      {
        name: `p99 to the reader, ${crowd}`,
        value: of('hub', 'p99'),
        unit: 'ms',
        beside: beside(kind, 'p99'),
        conditions,
      },
      {
        name: `p50 to the reader, ${crowd}`,
        value: of('hub', 'p50'),
        unit: 'ms',
        beside: beside(kind, 'p50'),
        conditions,
      },
    ]),
  ];
}

export async function measure(kind: Kind, streams: number): Promise<Run> {
  const server = child<Order, Report>(new URL('./fan-out/server.ts', import.meta.url), [kind]);
  const { port } = await server.answer('listening');
  const readers = child<Wish, Finding>(new URL('./fan-out/readers.ts', import.meta.url), [String(port)]);
  try {
    const headers = Array.from({ length: streams }, (_, n) => `cookie: s${n}\r\n`);
    readers.tell({ kind: 'open', count: streams, headers, path: '/stream' });
    await readers.answer('open');
    await delay(SETTLE);
    readers.tell({ kind: 'start' });
    await readers.answer('started');
    const start = performance.now();
    server.tell({ kind: 'usage' });
    const before = await server.answer('usage');
    server.tell({ kind: 'post', rate: RATE, milliseconds: MILLISECONDS });
    const { count } = await server.answer('posted');
    readers.tell({ kind: 'finish', messages: count });
    const { delivered, latencies } = await readers.answer('finished');
    const seconds = (performance.now() - start) / 1_000;
    server.tell({ kind: 'usage' });
    const after = await server.answer('usage');
    const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
    return {
      delivered,
      expected: count * streams,
      p50,
      p99,
      seconds,
      cpu: ((after.cpu - before.cpu) * 1_000) / delivered,
    };
  } finally {
    await Promise.all([server.end(), readers.end()]);
  }
}

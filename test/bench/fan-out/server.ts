import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bareServer } from './bare-server.ts';
import { hubServer } from './hub-server.ts';
import type { Order, Report } from './messages.ts';
import { usage } from './usage.ts';

/** Something that streams, and something to post into it. */
export interface Streams {
  readonly answer: RequestListener;
  post(): void;
}

const kinds: Readonly<Record<string, () => Streams | Promise<Streams>>> = {
  hub: hubServer,
  coalescing: () => bareServer('coalescing'),
  each: () => bareServer('each'),
};

const make = kinds[process.argv[2] ?? ''];
if (make === undefined) throw new Error(`One of ${Object.keys(kinds).join(', ')} was expected.`);
const streams = await make();
const server = createServer(streams.answer);
const say = (report: Report): void => void process.send?.(report);
server.listen(0, '127.0.0.1', 2_048, () => say({ kind: 'listening', port: (server.address() as AddressInfo).port }));

/** At a steady rate, whatever it takes. */
function post(rate: number, milliseconds: number): void {
  const start = performance.now();
  let count = 0;
  const timer = setInterval(() => {
    const elapsed = Math.min(performance.now() - start, milliseconds);
    for (const due = Math.floor((elapsed * rate) / 1_000); count < due; count += 1) streams.post();
    if (elapsed < milliseconds) return;
    clearInterval(timer);
    say({ kind: 'posted', count });
  }, 1);
}

process.on('message', (order: Order) => {
  if (order.kind === 'post') post(order.rate, order.milliseconds);
  else say(usage());
});
process.once('disconnect', () => process.exit());

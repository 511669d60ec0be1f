import { connect, type Socket } from 'node:net';
import { type Finding, STAMP, type Wish } from './messages.ts';

/** Every so many streams, one has each of its messages timed. */
const TIMED = 20;
/** Nothing came for so long: nothing will. */
const SILENCE = 4_000;

const port = Number(process.argv[2]);
const MARK = Buffer.from(STAMP);
const sockets: Socket[] = [];
const counts: number[] = [];
let latencies: number[] = [];
let heard = performance.now();

const say = (finding: Finding): void => void process.send?.(finding);

/** Streams without the parts that only a browser needs: most of this process's time would go to them. */
function open(index: number, path: string, header: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let before: Buffer = Buffer.alloc(0);
    let rest = before;
    counts[index] = 0;
    socket.setNoDelay(true);
    socket.once('error', reject);
    socket.once('connect', () => socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${header}\r\n\r\n`));
    socket.on('data', (bytes) => {
      resolve();
      heard = performance.now();
      counts[index] = (counts[index] ?? 0) + count(before, bytes);
      before = bytes;
      if (index % TIMED !== 0) return;
      rest = time(rest.length === 0 ? bytes : Buffer.concat([rest, bytes]));
    });
    sockets.push(socket);
  });
}

/** Each message has one stamp; one that is cut in two by a chunk is found at the seam. */
function count(before: Buffer, bytes: Buffer): number {
  const part = MARK.length - 1;
  const seam = Buffer.concat([before.subarray(-part), bytes.subarray(0, part)]);
  let found = before.length > 0 && seam.includes(MARK) ? 1 : 0;
  for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK, at + MARK.length)) found += 1;
  return found;
}

/** Notes how old each message is; answers what is not whole yet. */
function time(bytes: Buffer): Buffer {
  const now = Number(process.hrtime.bigint() / 1_000n);
  let at = bytes.indexOf(MARK);
  while (at >= 0) {
    const end = bytes.indexOf(' ', at + MARK.length);
    if (end < 0) return bytes.subarray(at);
    latencies.push((now - Number(bytes.toString('latin1', at + MARK.length, end))) / 1_000);
    at = bytes.indexOf(MARK, end);
  }
  return bytes.subarray(Math.max(0, bytes.length - MARK.length));
}

async function openAll({ count, headers, path }: Extract<Wish, { kind: 'open' }>): Promise<void> {
  const AT_ONCE = 50;
  for (let first = 0; first < count; first += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, n) => first + n);
    await Promise.all(some.map((index) => open(index, path, headers[index % headers.length] ?? '')));
  }
  say({ kind: 'open' });
}

function finish(messages: number): void {
  const waiting = setInterval(() => {
    if (counts.some((got) => got < messages) && performance.now() - heard < SILENCE) return;
    clearInterval(waiting);
    say({ kind: 'finished', delivered: counts.reduce((sum, got) => sum + got, 0), latencies });
  }, 50);
}

process.on('message', (wish: Wish) => {
  if (wish.kind === 'open') void openAll(wish);
  else if (wish.kind === 'finish') finish(wish.messages);
  else {
    counts.fill(0);
    latencies = [];
    say({ kind: 'started' });
  }
});
process.once('disconnect', () => process.exit());

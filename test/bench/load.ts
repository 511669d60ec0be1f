import { Agent, request } from 'node:http';

export interface Sent {
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const CONNECTIONS = 64;

/** Sends a form and answers with its status. */
function send(agent: Agent, origin: URL, { path, body, headers }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const all = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      origin: origin.origin,
      ...headers,
    };
    const sent = request(
      { agent, host: origin.hostname, port: origin.port, method: 'POST', path, headers: all },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode ?? 0));
        answer.once('error', reject);
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

/** As many a second as 64 connections get through, for some ms. @throws when an answer is no 200 */
export async function closedLoop(origin: URL, milliseconds: number, next: () => Sent): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const start = performance.now();
  let done = 0;
  const worker = async () => {
    while (performance.now() - start < milliseconds) {
      const status = await send(agent, origin, next());
      if (status !== 200) throw new Error(`A post was answered with ${status}.`);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  agent.destroy();
  return (done * 1000) / (performance.now() - start);
}

/** Latencies in ms at a given rate, whatever the answers take: a queue that grows is seen. */
export async function openLoop(origin: URL, milliseconds: number, rate: number, next: () => Sent): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const latencies: number[] = [];
  const start = performance.now();
  const waiting: Promise<void>[] = [];
  for (let sent = 0; ; ) {
    const elapsed = performance.now() - start;
    if (elapsed > milliseconds) break;
    for (const due = Math.floor((elapsed * rate) / 1000); sent < due; sent += 1) {
      // From when it was due, not from when the client found the time.
      const at = start + ((sent + 1) * 1000) / rate;
      waiting.push(send(agent, origin, next()).then(() => void latencies.push(performance.now() - at)));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(waiting);
  agent.destroy();
  return latencies;
}

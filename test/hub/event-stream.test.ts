import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { writeResponse } from 'astro/app/node';
import { expect } from 'chai';
import { eventStream } from '../../plugin/hub/event-stream.ts';
import { BACKLOG, UNWATCHED } from '../../plugin/hub/limits.ts';
import type { Sink } from '../../plugin/hub/sink.ts';
import { until } from '../support/until.ts';

/** Astro's own way from a Response to Node's, in front of `eventStream`. */
async function host(through: (response: Response) => Response = (response) => response) {
  const sinks: Sink[] = [];
  let closed = 0;
  const server: Server = createServer(async (_, response) => {
    // The host awaits before it answers, as a route with a session does.
    await delay(1);
    const stream = eventStream((sink) => {
      sinks.push(sink);
      return () => {
        closed += 1;
      };
    });
    stream.headers.append('set-cookie', 'by=middleware');
    await writeResponse(through(stream), response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    sinks,
    closed: () => closed,
    url: `http://127.0.0.1:${port}`,
    async get(): Promise<{ answer: IncomingMessage; text: () => string; ended: () => boolean }> {
      const asked = request({ port, host: '127.0.0.1', agent: false }).end();
      asked.on('error', () => undefined);
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      let text = '';
      let ended = false;
      answer.on('data', (bytes) => {
        text += bytes;
      });
      answer.on('close', () => {
        ended = true;
      });
      answer.on('error', () => undefined);
      return { answer, text: () => text, ended: () => ended };
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

type Host = Awaited<ReturnType<typeof host>>;
const bytes = (count: number): Buffer => Buffer.alloc(count, 'x');

/** Bytes that are no longer ours, as after a compression. */
const copying = () =>
  new TransformStream<Uint8Array, Uint8Array>({ transform: (chunk, to) => to.enqueue(Uint8Array.from(chunk)) });

const hosts = {
  'where Node answers': { through: undefined, limit: BACKLOG },
  'where the host pipes the answer through something': {
    through: (response: Response) =>
      new Response(response.body?.pipeThrough(copying()) ?? null, { headers: response.headers }),
    limit: UNWATCHED,
  },
};

for (const [where, { through, limit }] of Object.entries(hosts)) {
  describe(`a stream's bytes, ${where}`, () => {
    let site: Host;
    beforeEach(async () => {
      site = await host(through);
    });
    afterEach(() => site.stop());

    it('come as they are written, after headers that no cache or proxy holds back', async () => {
      const { answer, text } = await site.get();
      await until('the stream opened', () => text() === ': ok\n\n');
      expect(answer.headers).to.include({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      });
      expect(answer.headers['set-cookie']).to.deep.equal(['by=middleware']);
      site.sinks[0]?.write(Buffer.from('one'));
      await until('one came', () => text().endsWith('one'));
      site.sinks[0]?.write(Buffer.from('two'));
      await until('two came', () => text().endsWith('onetwo'));
      expect(site.sinks[0]?.limit).to.equal(limit);
    });

    it('go on until the stream is ended, and not longer', async () => {
      const { text, ended } = await site.get();
      await until('the stream opened', () => site.sinks.length === 1);
      await delay(30);
      expect(ended()).to.equal(false);
      site.sinks[0]?.write(Buffer.from('last'));
      site.sinks[0]?.end();
      await until('the stream ended', ended);
      expect(text()).to.equal(': ok\n\nlast');
    });

    it('are missed by nobody when the reader goes', async () => {
      const { answer } = await site.get();
      await until('the stream opened', () => site.sinks.length === 1);
      answer.destroy();
      await until('the hub was told', () => site.closed() === 1);
    });

    it('pile up for a reader who does not read, until they are counted as too many', async () => {
      const { answer, text } = await site.get();
      await until('the stream opened', () => text() !== '');
      answer.pause();
      const [sink] = site.sinks;
      for (let n = 0; n < 2_000 && (sink?.backlog() ?? 0) <= limit; n += 1) {
        sink?.write(bytes(16_384));
        await delay(0);
      }
      expect(sink?.backlog()).to.be.greaterThan(limit);
      sink?.cut();
      answer.resume();
      await until('the stream ended', () => answer.closed || answer.complete);
    });
  });
}

describe('a stream on Node', () => {
  it('is never opened, or is closed again, for a reader who left early, however early', async () => {
    const site = await host();
    const { port, hostname } = new URL(site.url);
    for (let n = 0; n < 60; n += 1) {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      socket.write(`GET / HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
      await delay(n % 6);
      socket.resetAndDestroy();
    }
    await delay(100);
    expect(site.sinks.length, 'some were opened').to.be.greaterThan(0);
    await until('all are closed', () => site.closed() === site.sinks.length);
    await site.stop();
  });

  it('counts nothing against a reader who reads', async () => {
    const site = await host();
    const { text } = await site.get();
    await until('the stream opened', () => text() !== '');
    for (let n = 0; n < 300; n += 1) {
      site.sinks[0]?.write(bytes(16_384));
      await delay(0);
      await until('it was read', () => site.sinks[0]?.backlog() === 0);
    }
    await site.stop();
  });

  it('that is ended leaves its connection to the next request', async () => {
    const site = await host();
    const { answer } = await site.get();
    await until('the stream opened', () => site.sinks.length === 1);
    site.sinks[0]?.end();
    site.sinks[0]?.end();
    await until('the answer was complete', () => answer.complete);
    await site.stop();
  });
});

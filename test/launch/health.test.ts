import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import { type Health, isWaiting, notWell, watchHealth } from '../../src/launch/health.ts';

describe('the health of a site that was started', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  /** What is seen of a site that gives those answers, one after the other. */
  async function seen(...answers: readonly (readonly [status: number, body: string])[]): Promise<Health[]> {
    const left = [...answers];
    server = createServer((request, response) => {
      const [status, body] = left.shift() ?? [500, ''];
      if (request.url !== '/chatbox/health') response.writeHead(404).end();
      else response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const at = server.address();
    const all: Health[] = [];
    for await (const health of watchHealth(`http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`, 1)) {
      all.push(health);
      if (left.length === 0) break;
    }
    return all;
  }
  const WAITING = '{"status":"error","code":"STORE_UNAVAILABLE"}';

  it('is watched until the store is there', async () => {
    const all = await seen([503, WAITING], [503, WAITING], [200, '{"status":"ok"}']);
    expect(all.map(({ ok }) => ok)).to.deep.equal([false, false, true]);
    expect(all.slice(0, 2).every(isWaiting)).to.equal(true);
  });

  it('is bad without a store, without the route, and with something else there: what, why and what to do', async () => {
    const bodies = [
      '{"status":"error","code":"STORE_CANNOT_OPEN"}',
      '{"status":"error","code":"INTERNAL"}',
      '<h1>404</h1>',
    ];
    const all = await seen(...bodies.map((body) => [503, body] as const));
    expect(all.map(isWaiting)).to.deep.equal([false, false, false]);
    const told = all.map((health) => notWell(health).message);
    expect(told[0]).to.include('The chat has no store').and.include('CHATBOX_STORE=');
    expect(told[1]).to.include('INTERNAL');
    expect(told[2]).to.include('answers 503');
    for (const text of told) expect(text).to.match(/Why: .*\n {2}Hint: /u);
  });

  it('is not taken from a page that answers 200 with something else', async () => {
    expect((await seen([200, '<h1>Hello</h1>'])).map(({ ok }) => ok)).to.deep.equal([false]);
  });
});

import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { expect } from 'chai';
import { Explained } from '../../src/launch/explain.mjs';
import { address, freePort, hostOf, origin, portOf } from '../../src/launch/port.ts';
import { rejection } from '../support/rejection.ts';

const HOST = '127.0.0.1';

describe('the port of the site', () => {
  let other: Server;
  let taken: number;
  before(async () => {
    other = createServer().listen(0, HOST);
    await once(other, 'listening');
    const at = other.address();
    taken = typeof at === 'object' && at !== null ? at.port : 0;
  });
  after(() => other.close());

  it('is 4321 of this machine alone, until PORT and HOST say otherwise', () => {
    expect([hostOf(undefined), portOf(undefined)]).to.deep.equal([HOST, 4321]);
    expect([hostOf('0.0.0.0'), portOf('8080'), portOf('0')]).to.deep.equal(['0.0.0.0', 8080, 0]);
  });

  it('is refused when it is no number, and when another program has it, with what to do', async () => {
    for (const port of ['http', '-1', '65536', '80.5']) expect(() => portOf(port)).to.throw('a port is a number');
    const busy = await rejection(freePort(HOST, taken), Explained);
    expect(busy.message)
      .to.include(`cannot be served at ${HOST}:${taken}`)
      .and.include(`PORT=${taken + 1} npm start`);
  });

  it('is left free for the server once it was found', async () => {
    const port = await freePort(HOST, 0);
    expect(port).to.be.greaterThan(0);
    expect(await freePort(HOST, port)).to.equal(port);
  });

  it('is told as a browser of this machine would write it', () => {
    expect(origin('0.0.0.0', 4321)).to.equal('http://localhost:4321');
    expect(origin('192.168.1.5', 80)).to.equal('http://192.168.1.5:80');
    expect(address('::', 4321)).to.equal('http://[::1]:4321');
  });
});

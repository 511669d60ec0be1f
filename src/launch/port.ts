import { once } from 'node:events';
import { createServer } from 'node:net';
import { explain } from './explain.mjs';

const PORT = 4321;

/** Loopback unless told otherwise: a first look at the site is nobody else's. */
export const hostOf = (given: string | undefined): string => given || '127.0.0.1';

/** The port that is asked for; 0 means any. */
export function portOf(given: string | undefined): number {
  if (!given) return PORT;
  const port = Number(given);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw explain(`PORT is "${given}".`, 'a port is a number from 0 (any) to 65535.', 'PORT=4322 npm start');
}

/** The port itself once nobody is found to listen there, or one that is free where any will do. */
export async function freePort(host: string, port: number): Promise<number> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  } catch (error) {
    throw cannotListen(host, port, error);
  } finally {
    server.close();
  }
}

function cannotListen(host: string, port: number, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const what = `The site cannot be served at ${host}:${port}.`;
  if (code === 'EADDRINUSE') {
    const other = port < 65_535 ? port + 1 : PORT;
    return explain(what, 'another program listens there.', `stop it, or take another port: PORT=${other} npm start`);
  }
  if (code === 'EACCES') {
    return explain(what, 'this user may not open that port.', 'take one above 1023: PORT=4321 npm start');
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return explain(
      what,
      'HOST is no address of this machine.',
      'HOST=127.0.0.1 for this machine, HOST=0.0.0.0 for all',
    );
  }
  return explain(what, String(error), 'take another port: PORT=4322 npm start');
}

const ANY = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
]);

/** Where this process reaches it: by number, since "localhost" may be another server's on the other protocol. */
export function address(host: string, port: number): string {
  const name = ANY.get(host) ?? host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Where a browser on this machine finds it. */
export function origin(host: string, port: number): string {
  const near = ['127.0.0.1', '::1'].includes(ANY.get(host) ?? host);
  return near ? `http://localhost:${port}` : address(host, port);
}

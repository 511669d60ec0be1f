import type { VitePlugin } from './virtual-modules.ts';

const SERVER = /[\\/]@astrojs[\\/]node[\\/]dist[\\/]server\.js$/;

const GUARD = `import { subscribe } from 'node:diagnostics_channel';
subscribe('http.server.request.start', ({ request }) => {
  if (request.method === 'TRACE') request.method = 'GET';
});
`;

/**
 * With `staticHeaders`, `@astrojs/node` 11.1 makes a `Request` of whatever comes, outside any `try`. None may have the
 * method TRACE, so that one such request would end the process, and with it every open stream.
 */
export const noTrace = (): VitePlugin => ({
  name: 'astro-chatbox/no-trace',
  transform: (code: string, id: string) => (SERVER.test(id) ? { code: GUARD + code, map: null } : undefined),
});

import { existsSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { root } from '../../../src/launch/root.mjs';

const PACKAGES: Readonly<Record<string, string>> = {
  'sse.js': '/node_modules/sse.js/lib/sse.js',
  'htmx.org': '/node_modules/htmx.org/dist/htmx.esm.js',
};
const SERVED = /^\/(?:plugin\/client\/[\w./-]+\.ts|plugin\/styles\/chatbox(?:\/\w+)?\.css)$/;

const served = new Map<string, ReturnType<typeof make>>();

/** The browser's code as it stands: types are stripped as it is served, and nothing is bundled. */
export function asset(path: string): ReturnType<typeof make> {
  if (!served.has(path)) served.set(path, make(path));
  return served.get(path);
}

function make(path: string): { readonly type: string; readonly body: string } | undefined {
  const known = SERVED.test(path) && !path.includes('..') ? true : Object.values(PACKAGES).includes(path);
  const file = join(root, path);
  if (!known || !existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  if (path.endsWith('.css')) return { type: 'text/css', body: text };
  if (!path.endsWith('.ts')) return { type: 'text/javascript', body: text };
  const body = stripTypeScriptTypes(text).replace(
    /from '(sse\.js|htmx\.org)'/g,
    (_, name: string) => `from '${PACKAGES[name]}'`,
  );
  return { type: 'text/javascript', body };
}

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, wasStopped } from './child.mjs';
import { explain, Stopped } from './explain.mjs';
import { rightNode } from './node.mjs';
import { root } from './root.mjs';

/** What the built site is made of. */
const SOURCES = ['src', 'plugin', 'events', 'public', 'astro.config.mjs', 'package.json', 'package-lock.json'];

/** What a build was made from, kept beside it; a build that failed half-way has none. */
const STAMP = join('dist', '.made-from');

/**
 * One number for all that the sources say. Times do not count: a checkout alone makes nothing stale.
 * @param {string} folder
 */
export function fingerprint(folder) {
  const hash = createHash('sha256');
  const add = (path) => {
    const absolute = join(folder, path);
    const stat = statSync(absolute, { throwIfNoEntry: false });
    if (stat?.isDirectory()) for (const name of readdirSync(absolute).sort()) add(`${path}/${name}`);
    if (stat?.isFile()) hash.update(`${path}\0${stat.size}\0`).update(readFileSync(absolute));
  };
  for (const source of SOURCES) add(source);
  return hash.digest('hex');
}

/**
 * Whether `dist/` was made from the sources as they are.
 * @param {string} folder
 */
export function isBuilt(folder) {
  try {
    return readFileSync(join(folder, STAMP), 'utf8') === fingerprint(folder);
  } catch {
    return false;
  }
}

/** Builds the reference site; resolves with the exit code. */
export async function build() {
  // Taken before: what is saved while it builds makes the build stale.
  const made = fingerprint(root);
  rmSync(join(root, STAMP), { force: true });
  const env = { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' };
  const code = await run(rightNode(), [join('node_modules', 'astro', 'bin', 'astro.mjs'), 'build'], { env });
  if (code === 0) writeFileSync(join(root, STAMP), made);
  return code;
}

/** Builds the reference site where there is no fresh build. */
export async function ensureBuilt() {
  if (isBuilt(root)) return;
  console.log('Building the site …');
  const code = await build();
  if (wasStopped(code)) throw new Stopped(code);
  if (code !== 0) {
    throw explain(
      'The site could not be built.',
      'the words of "astro build" are above.',
      'mend it; then start again.',
    );
  }
}

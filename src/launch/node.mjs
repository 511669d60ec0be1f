import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from './explain.mjs';
import { root } from './root.mjs';

/**
 * Whether a Node of that version is one that package.json asks for.
 * @param {string} version @param {string} range such as ">=22.18"
 */
export function isRight(version, range) {
  const numbers = (text) =>
    text
      .replace(/^[^0-9]*/, '')
      .split('.')
      .map(Number);
  const [major = 0, minor = 0] = numbers(version);
  const [leastMajor = 0, leastMinor = 0] = numbers(range);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/**
 * Options of Node for a server: a young generation of 8 MiB is collected more often than the default one, in pauses of
 * about 3 ms instead of 15. Node 22 calls `node:sqlite` and the stripping of types experimental.
 */
export const serverOptions = ['--max-semi-space-size=8', '--disable-warning=ExperimentalWarning'];

/** The Node that runs the site: the installed one, or else this one where it is new enough. */
export function rightNode() {
  const installed = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(installed)) return installed;
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (isRight(process.version, engines.node)) return process.execPath;
  throw explain(
    `Node ${engines.node} is needed, and this is ${process.version}; the one among the packages is missing.`,
    'npm was told to run no install scripts, or it has no Node for this system.',
    'run "npm rebuild node --ignore-scripts=false", or install Node 24; then start again.',
  );
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, wasStopped } from './child.mjs';
import { explain, Stopped } from './explain.mjs';
import { root } from './root.mjs';

/**
 * Whether the folder holds what its lock file asks for. npm writes `node_modules/.package-lock.json` last, so an
 * install that was interrupted does not count. Optional packages, of other systems, may be absent.
 * @param {string} folder
 */
export function isInstalled(folder) {
  const wanted = packagesOf(join(folder, 'package-lock.json'));
  const present = packagesOf(join(folder, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    const found = present[path];
    return found === undefined ? optional === true : found.version === version && found.integrity === integrity;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Installs what the lock file asks for, where it is not there. */
export async function ensureInstalled() {
  if (isInstalled(root)) return;
  console.log('Installing the packages (once; it takes about a minute) …');
  // NODE_ENV=production would leave the tools out, and the right Node with them.
  const code = await npm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']);
  if (wasStopped(code)) throw new Stopped(code);
  if (code !== 0) {
    throw explain(
      'The packages could not be installed.',
      `"npm ci" ended with code ${code}; its own words are above.`,
      'check the network and the free space on the disk (1 GB); then start again.',
    );
  }
}

function npm(args) {
  // The npm that started us, on the Node that it chose: the one in node_modules is about to be replaced.
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  if (node !== undefined && cli !== undefined && /npm-cli\.c?js$/.test(cli)) return run(node, [cli, ...args]);
  return run('npm', args, { shell: process.platform === 'win32' });
}

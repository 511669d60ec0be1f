#!/usr/bin/env node
// Runs on whatever Node is there, so nothing newer than Node 18: it hands over to a Node that package.json asks for.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);

if (isRight(process.version)) {
  const { main } = await import('./main.ts');
  process.exitCode = await main(args);
} else {
  const node = nodeNear(here) ?? nodeNear(process.cwd());
  if (node === undefined) {
    console.error(`astro-chatbox needs Node ${wanted()}, and this is ${process.version}.\nHint: npm install node@24`);
    process.exitCode = 1;
  } else {
    const self = fileURLToPath(import.meta.url);
    const child = spawn(node, ['--disable-warning=ExperimentalWarning', self, ...args], { stdio: 'inherit' });
    // A terminal's Ctrl-C reaches the child by itself.
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    process.on('SIGINT', () => {});
    child.once('close', (code) => process.exit(code ?? 1));
  }
}

function isRight(version) {
  const [major, minor] = version.slice(1).split('.').map(Number);
  const [leastMajor, leastMinor] = wanted().replace(/^\D*/, '').split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

function wanted() {
  // `plugin/cli` is two folders deep in the repository and in the package alike.
  return JSON.parse(readFileSync(join(here, '..', '..', 'package.json'), 'utf8')).engines.node;
}

/** The Node that the npm package `node` brought, in this folder or one above it. */
function nodeNear(folder) {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const found = join(folder, 'node_modules', 'node', 'bin', file);
  if (existsSync(found)) return found;
  return dirname(folder) === folder ? undefined : nodeNear(dirname(folder));
}

// Runs on whatever Node is there, like src/launch.
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../../src/launch/explain.mjs';
import { ensureInstalled } from '../../src/launch/installed.mjs';
import { rightNode } from '../../src/launch/node.mjs';
import { root } from '../../src/launch/root.mjs';

const CACHE = 'node_modules/.cache/tsconfig.tsbuildinfo';
const CHECKS = {
  types: ['node_modules/typescript/bin/tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', CACHE],
  lint: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
  fences: ['test/house/check-fences.ts'],
};

/** Runs one check to its end, and prints all its words at once: the three run side by side. */
function check(name, args) {
  const began = performance.now();
  const child = spawn(rightNode(), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const words = [];
  child.stdout.on('data', (bytes) => words.push(bytes));
  child.stderr.on('data', (bytes) => words.push(bytes));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      if (code !== 0) process.stdout.write(`\n${Buffer.concat(words)}`);
      console.log(`${code === 0 ? '✔' : '✖'} ${name} (${seconds} s)`);
      resolve(code === 0);
    });
  });
}

const changed = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Astro writes the types of the site's content and of its modules: again when what they are made from changed. */
async function ensureAstroTypes() {
  const made = changed('.astro/types.d.ts');
  const sources = ['astro.config.mjs', 'src/content.config.ts', 'node_modules/.package-lock.json'];
  if (made > Math.max(...sources.map(changed))) return true;
  return check('types of Astro', ['node_modules/astro/bin/astro.mjs', 'sync', '--force']);
}

await launch(async () => {
  await ensureInstalled();
  if (!(await ensureAstroTypes())) return 1;
  const good = await Promise.all(Object.entries(CHECKS).map(([name, args]) => check(name, args)));
  return good.every(Boolean) ? 0 : 1;
});

// Runs on whatever Node is there, like src/launch.
import { spawn } from 'node:child_process';
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

await launch(async () => {
  await ensureInstalled();
  const good = await Promise.all(Object.entries(CHECKS).map(([name, args]) => check(name, args)));
  return good.every(Boolean) ? 0 : 1;
});

import { fileURLToPath } from 'node:url';
import { describeViolation, violations } from './fences.ts';
import { readTree } from './tree.ts';

const tree = await readTree(fileURLToPath(new URL('../../', import.meta.url)));
const found = violations(tree);
for (const violation of found) console.error(describeViolation(violation));
console.log(`${tree.length} files, ${found.length} imports through a fence`);
if (found.length > 0) process.exitCode = 1;

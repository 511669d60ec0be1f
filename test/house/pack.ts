import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { makePackage } from './make-package.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
// Not under dist/, which every build of the site empties.
await makePackage(`${root}package`);
const { status } = spawnSync('npm', ['pack', './package'], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;

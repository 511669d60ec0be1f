import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Importer } from './fences.ts';
import { importsOf } from './imports.ts';

const FOLDERS = ['events', 'plugin', 'src', 'test'];
const CODE = /\.(?:[cm]?[jt]s|astro)$/u;

/** All code of the repository, with its imports. */
export async function readTree(root: string): Promise<Importer[]> {
  const nested = await Promise.all(FOLDERS.map((folder) => filesIn(root, folder)));
  const paths = ['astro.config.mjs', ...nested.flat()].filter((path) => CODE.test(path));
  const files = await Promise.all(paths.map(async (path) => ({ path, text: await textOf(join(root, path)) })));
  return files.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, imports: importsOf(path, text) }]));
}

async function filesIn(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const paths = entries.map(async (entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(root, path) : [path];
  });
  return (await Promise.all(paths)).flat();
}

const textOf = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);

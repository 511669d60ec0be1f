import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { compiledImports, publishedManifest, RepositoryManifest } from './package-files.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDERS = ['events', 'plugin'];
const PAGES = ['README.md', 'CHANGELOG.md', 'LICENSE'];

/** Makes the package as it is published in the folder, which is emptied first. */
export async function makePackage(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files = (await Promise.all(FOLDERS.map(filesIn))).flat();
  compile(
    files.filter((file) => file.endsWith('.ts')),
    folder,
  );
  await Promise.all(
    files.filter((file) => !isCompiled(file) && !isForTheRepository(file)).map((file) => copy(file, folder)),
  );
  const made = (await readdir(folder, { recursive: true })).filter((file) => /\.(?:d\.ts|astro|mjs)$/u.test(file));
  await Promise.all(made.map((file) => rewrite(join(folder, file))));
  await Promise.all(PAGES.map((page) => cp(join(ROOT, page), join(folder, page)).catch(absent)));
  const repository = RepositoryManifest.parse(JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(publishedManifest(repository), null, 2)}\n`);
}

const isCompiled = (file: string): boolean => file.endsWith('.ts') && !file.endsWith('.d.ts');
const isForTheRepository = (file: string): boolean => file.endsWith('.md');

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

function compile(files: readonly string[], folder: string): void {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, ROOT);
  const program = ts.createProgram(
    [...files, 'test/house/astro-files.d.ts'].map((file) => join(ROOT, file)),
    {
      ...options,
      noEmit: false,
      declaration: true,
      rewriteRelativeImportExtensions: true,
      allowJs: false,
      rootDir: ROOT,
      outDir: folder,
      types: ['node', 'astro/client'],
    },
  );
  const { diagnostics } = program.emit();
  const all = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (all.length === 0) return;
  const host = {
    getCanonicalFileName: (name: string) => name,
    getCurrentDirectory: () => ROOT,
    getNewLine: () => '\n',
  };
  throw new Error(`The package does not compile:\n${ts.formatDiagnostics(all, host)}`);
}

async function copy(file: string, folder: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await cp(join(ROOT, file), join(folder, file));
}

/** The compiler rewrites what it compiles, not its declarations nor what it does not know. */
async function rewrite(path: string): Promise<void> {
  const code = await readFile(path, 'utf8');
  const compiled = compiledImports(code);
  if (compiled !== code) await writeFile(path, compiled);
}

function absent(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}

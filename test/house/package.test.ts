import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { root } from '../../src/launch/root.mjs';
import { importsOf } from './imports.ts';
import { makePackage } from './make-package.ts';
import { compiledImports } from './package-files.ts';

const run = promisify(execFile);

describe('an import, once it is compiled', () => {
  const pairs = [
    ["import { a } from './a.ts';", "import { a } from './a.js';"],
    ['export * from "../a/b.ts"', 'export * from "../a/b.js"'],
    ["type A = import('./a.ts').A;", "type A = import('./a.js').A;"],
    ["import './a.ts'", "import './a.js'"],
    ["import Box from './Box.astro';", "import Box from './Box.astro';"],
    ["import { a } from 'some-package/a.ts';", "import { a } from 'some-package/a.ts';"],
    ["const file = './a.ts';", "const file = './a.ts';"],
  ] as const;
  for (const [source, compiled] of pairs) {
    it(`${source} is ${compiled}`, () => expect(compiledImports(source)).to.equal(compiled));
  }
});

describe('the package as it is published', function () {
  this.timeout(120_000);
  let folder: string;
  before(async () => {
    const site = await mkdtemp(join(tmpdir(), 'chatbox-package-'));
    // Where npm would put it, so that Node reads it as it reads any package.
    folder = join(site, 'node_modules', 'astro-chatbox');
    await makePackage(folder);
    for (const name of ['zod', 'immutable', 'htmx.org', 'sse.js']) {
      await symlink(join(root, 'node_modules', name), join(site, 'node_modules', name));
    }
  });
  after(() => rm(dirname(dirname(folder)), { recursive: true, force: true }));

  const manifest = async () => JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));

  it('has all that its manifest names, and asks for nothing of the repository', async () => {
    const made = await manifest();
    const entries = Object.values(made.exports).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : Object.values(entry ?? {}),
    );
    const missing = [...entries, ...Object.values(made.bin)].filter((path) => !existsSync(join(folder, String(path))));
    expect(missing).to.deep.equal([]);
    expect(made).to.not.have.any.keys('private', 'scripts', 'devDependencies', 'allowScripts');
    expect(Object.keys(made.dependencies)).to.have.members(['htmx.org', 'immutable', 'sse.js', 'zod']);
    expect(made.peerDependencies).to.have.all.keys('astro', '@astrojs/node', '@eventstore/db-client', 'better-auth');
    expect(Object.keys(made.peerDependenciesMeta)).to.not.include('astro');
    expect(JSON.stringify(made)).to.not.include('undefined');
  });

  it('holds no TypeScript but declarations, and each of its imports leads to a file or a declared package', async () => {
    const made = await manifest();
    const packages = Object.keys({ ...made.dependencies, ...made.peerDependencies, [made.name]: '' });
    const files = (await readdir(folder, { recursive: true })).filter((file) => /\.(?:m?js|d\.ts|astro)$/u.test(file));
    const lost: string[] = [];
    for (const file of files) {
      for (const { specifier } of importsOf(file, await readFile(join(folder, file), 'utf8'))) {
        if (specifier !== undefined && !leadsSomewhere(file, specifier, packages)) lost.push(`${file}: ${specifier}`);
      }
    }
    expect(lost).to.deep.equal([]);
    const sources = await readdir(folder, { recursive: true });
    expect(sources.filter((file) => /(?<!\.d)\.ts$/u.test(file))).to.deep.equal([]);
  });

  function leadsSomewhere(file: string, specifier: string, packages: readonly string[]): boolean {
    if (/^(?:node|virtual):/u.test(specifier)) return true;
    if (!specifier.startsWith('.')) return packages.some((name) => `${specifier}/`.startsWith(`${name}/`));
    const path = join(folder, dirname(file), specifier);
    return existsSync(file.endsWith('.d.ts') ? path.replace(/\.js$/u, '.d.ts') : path);
  }

  it('is loaded by Node itself: the integration, the events, the stores, the command', async () => {
    const script = `
      const [{ default: chatbox }, events, stores] = await Promise.all(
        ['', '/events', '/stores'].map((path) => import('astro-chatbox' + path)));
      const store = await stores.openStore(stores.parseStore('sqlite:./log.db'));
      await store.close();
      console.log(chatbox().name, typeof events, typeof stores.sqlite);`;
    const cwd = dirname(dirname(folder));
    await writeFile(join(cwd, 'load.mjs'), script);
    const { stdout } = await run(process.execPath, ['load.mjs'], { cwd });
    expect(stdout.trim()).to.equal('astro-chatbox object function');
    const cli = join(folder, (await manifest()).bin['astro-chatbox']);
    expect((await run(process.execPath, [cli, '--help'], { cwd })).stdout).to.include('astro-chatbox audit log');
  });
});

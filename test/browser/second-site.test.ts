import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { watchHealth } from '../../src/launch/health.ts';
import { address, freePort } from '../../src/launch/port.ts';
import { root } from '../../src/launch/root.mjs';
import { makePackage } from '../house/make-package.ts';

const run = promisify(execFile);
const HOST = '127.0.0.1';

const FILES = {
  // Astro bundles the components of a package only where the site depends on it by name.
  'package.json': JSON.stringify({
    name: 'second-site',
    private: true,
    type: 'module',
    dependencies: { '@astrojs/node': '*', astro: '*', 'astro-chatbox': '*' },
  }),
  'astro.config.mjs': `
    import node from '@astrojs/node';
    import chatbox from 'astro-chatbox';
    import { defineConfig } from 'astro/config';
    export default defineConfig({
      adapter: node({ mode: 'standalone' }),
      integrations: [chatbox({ members: './src/members.ts' })],
      security: { csp: true },
    });`,
  'src/members.ts': `
    import { localsDirectory } from 'astro-chatbox/members/locals';
    export default localsDirectory();`,
  'src/pages/index.astro': `---
    import { Chatbox } from 'astro-chatbox/components';
    ---
    <html lang="en"><head><title>Second site</title></head><body><Chatbox id="main" /></body></html>`.replaceAll(
    '\n    ',
    '\n',
  ),
};

describe('a site of somebody else, with the package as it is published', function () {
  this.timeout(180_000);
  let site: string;
  before(async () => {
    site = await mkdtemp(join(tmpdir(), 'un deuxième site '));
    for (const [path, text] of Object.entries(FILES)) {
      await mkdir(join(site, path, '..'), { recursive: true });
      await writeFile(join(site, path), text);
    }
    const packages = join(site, 'node_modules');
    await mkdir(packages);
    for (const name of await readdir(join(root, 'node_modules'))) {
      if (!name.startsWith('.')) await symlink(join(root, 'node_modules', name), join(packages, name));
    }
    await makePackage(join(packages, 'astro-chatbox'));
    await build();
  });
  const build = (...options: string[]) =>
    run(process.execPath, [join(root, 'node_modules', 'astro', 'bin', 'astro.mjs'), 'build', ...options], {
      cwd: site,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    });
  after(() => rm(site, { recursive: true, force: true }));

  it('builds, opens its chat, and serves the page, its style and its script', async () => {
    const port = await freePort(HOST, 0);
    const url = address(HOST, port);
    const env = { ...process.env, HOST, PORT: String(port), CHATBOX_STORE: 'sqlite:./data/chatbox.db' };
    const server = spawn(process.execPath, ['dist/server/entry.mjs'], { cwd: site, env, stdio: 'inherit' });
    try {
      for await (const health of watchHealth(url, 100)) expect(health).to.include({ ok: true });
      const page = await (await fetch(url)).text();
      expect(page).to.include('<chat-box').and.include('http-equiv="content-security-policy"');
      const assets = [...page.matchAll(/(?:href|src)="(\/_astro\/[^"]+)"/gu)].map(([, path]) => path ?? '');
      expect(assets.some((path) => path.endsWith('.css'))).to.equal(true);
      expect(assets.some((path) => path.endsWith('.js'))).to.equal(true);
      for (const path of assets) expect((await fetch(url + path)).status, path).to.equal(200);
    } finally {
      server.kill();
      await once(server, 'close');
    }
  });

  it('does not build with a module that is not there, and is told which option names it', async () => {
    await writeFile(join(site, 'wrong.config.mjs'), FILES['astro.config.mjs'].replace('members.ts', 'nobody.ts'));
    const told = await build('--config', 'wrong.config.mjs', '--outDir', 'wrong').then(
      () => '',
      (error: { readonly stdout: string; readonly stderr: string }) => error.stdout + error.stderr,
    );
    expect(told).to.include('chatbox({ members }): there is no module "./src/nobody.ts"');
  });
});

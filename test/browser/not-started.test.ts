import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ensureBuilt } from '../../src/launch/built.mjs';
import { watchHealth } from '../../src/launch/health.ts';
import { address, freePort } from '../../src/launch/port.ts';
import { root } from '../../src/launch/root.mjs';

const HOST = '127.0.0.1';
const sentences = { fr: 'Le chat ne peut pas démarrer', en: 'The chat cannot start' };

describe('a site whose chat cannot start', function () {
  this.timeout(60_000);
  let data: string;
  let url: string;
  let server: ChildProcess;
  let log = '';
  before(async () => {
    await ensureBuilt();
    data = await mkdtemp(join(tmpdir(), 'chatbox-not-started-'));
    const port = await freePort(HOST, 0);
    url = address(HOST, port);
    const env = { ...process.env, HOST, PORT: String(port), CHATBOX_DATA: data, CHATBOX_STORE: `sqlite:${data}` };
    server = spawn(process.execPath, ['dist/server/entry.mjs'], { cwd: root, env });
    server.stderr?.on('data', (bytes) => {
      log += bytes;
    });
    for await (const { code } of watchHealth(url)) if (code === 'STORE_CANNOT_OPEN') break;
  });
  after(async () => {
    server.kill('SIGKILL');
    await once(server, 'close');
    await rm(data, { recursive: true, force: true });
  });

  const asked = [
    { path: '/chatbox', language: 'fr' },
    { path: '/en/chatbox', language: 'en' },
    { path: '/en/chatbox/settings', language: 'en' },
    { path: '/chatbox/box', language: 'fr' },
    { path: '/chatbox/box?locale=en', language: 'en' },
  ] as const;
  for (const { path, language } of asked) {
    it(`says so in the reader’s language at ${path}, and why in its log`, async () => {
      log = '';
      const answer = await fetch(`${url}${path}`);
      expect(answer.status).to.equal(503);
      expect(await answer.text())
        .to.include(sentences[language])
        .and.include('role="alert"');
      expect(log).to.include('it is a folder');
    });
  }

  it('shows its other pages', async () => {
    expect((await fetch(`${url}/calendrier`)).status).to.equal(200);
  });
});

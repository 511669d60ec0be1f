import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { ensureBuilt } from '../../src/launch/built.mjs';
import { address, freePort } from '../../src/launch/port.ts';
import { root } from '../../src/launch/root.mjs';
import { sentence } from '../../src/site/pages/problem.ts';
import { cookieHeader } from '../site/accounts-folder.ts';
import { until } from '../support/until.ts';

const HOST = '127.0.0.1';

describe('npm start', function () {
  this.timeout(60_000);
  let data: string;
  let url: string;
  let launcher: ChildProcess;
  let said: string;
  before(ensureBuilt);
  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'chatbox-start-'));
  });
  afterEach(async () => {
    launcher.kill('SIGKILL');
    await silence();
    await rm(data, { recursive: true, force: true });
  });

  async function start(env: Readonly<Record<string, string>> = {}): Promise<void> {
    const port = await freePort(HOST, 0);
    url = address(HOST, port);
    const store = `sqlite:${join(data, 'chatbox.db')}`;
    const all = { ...process.env, HOST, PORT: String(port), CHATBOX_DATA: data, CHATBOX_STORE: store, ...env };
    launcher = spawn(process.execPath, ['src/launch/start.mjs'], { cwd: root, env: all });
    said = '';
    for (const stream of [launcher.stdout, launcher.stderr]) {
      stream?.on('data', (bytes) => {
        said += bytes;
      });
    }
  }
  const started = () => until('the site says where it is', () => said.includes('Stop it with Ctrl-C'), 30_000);
  const answers = (): Promise<boolean> =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  async function silence(): Promise<void> {
    while (await answers()) await delay(50);
  }

  it('says where to click and whom to be, and stops when asked to', async () => {
    await start();
    await started();
    expect(said)
      .to.include(`${url.replace(HOST, 'localhost')}/chatbox/settings`)
      .and.match(/lea +capitaine-lea/u);
    expect(await answers()).to.equal(true);
    launcher.kill('SIGTERM');
    const [code, signal] = await once(launcher, 'close');
    // A busy machine may not be done draining in time.
    expect(code).to.be.oneOf([0, 128 + constants.signals.SIGTERM]);
    expect(signal).to.equal(null);
    await silence();
  });

  it('answers what it refuses with a sentence, a wait where one helps, and what was typed', async () => {
    await start();
    await started();
    const post = (path: string, fields: Readonly<Record<string, string>>, cookie = '') =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { origin: url, cookie },
        body: new URLSearchParams(fields),
        redirect: 'manual',
      });
    const logIn = (name: string, password: string) => post('/connexion', { name, password });
    const cookie = cookieHeader((await logIn('lea', 'capitaine-lea')).headers.getSetCookie());

    const unknown = await post('/membres/chat', { act: 'attach', login: 'inconnu' }, cookie);
    expect(unknown.status).to.equal(422);
    expect(await unknown.text())
      .to.include(sentence('fr', { code: 'memberUnknown', details: { login: 'inconnu' } }))
      .and.include('value="inconnu"');
    const taken = await post('/membres', { act: 'create', name: 'Chat' }, cookie);
    expect(taken.status).to.equal(409);
    expect(await taken.text()).to.include('value="Chat"');

    for (let tries = 0; tries < 5; tries += 1) expect((await logIn('tom', 'wrong')).status).to.equal(401);
    const throttled = await logIn('tom', 'wrong');
    expect(throttled.status).to.equal(429);
    expect(Number(throttled.headers.get('retry-after'))).to.be.within(1, 30);
    expect(await throttled.text()).to.include('value="tom"');
    expect(said).to.not.match(/^ {4}at /mu);
  });

  it('leaves no server behind when it is killed outright', async () => {
    await start();
    await started();
    launcher.kill('SIGKILL');
    await silence();
  });

  it('says what is wrong with a store that cannot be opened, and ends', async () => {
    await start({ CHATBOX_STORE: `sqlite:${data}` });
    expect(await once(launcher, 'close')).to.deep.equal([1, null]);
    expect(said).to.include('it is a folder').and.include('The chat has no store').and.include('CHATBOX_STORE=sqlite:');
    expect(said).to.not.match(/^ {4}at /mu);
    await silence();
  });

  it('says who has its port, and another one to take', async () => {
    await start();
    await started();
    const first = launcher;
    await start({ PORT: new URL(url).port });
    const [code] = await once(launcher, 'close');
    first.kill('SIGTERM');
    await once(first, 'close');
    expect(code).to.equal(1);
    expect(said)
      .to.include('another program listens there')
      .and.match(/PORT=\d+ npm start/u);
  });
});

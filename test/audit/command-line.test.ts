import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { openStore, parseStore } from '../../events/stores/index.ts';
import manifest from '../../package.json' with { type: 'json' };
import { member, postMessage } from '../support/builders.ts';
import { enabledChat } from '../support/chat.ts';
import { skip } from '../support/skip.ts';

const COMMAND = fileURLToPath(new URL('../../plugin/cli/astro-chatbox.mjs', import.meta.url));
const run = promisify(execFile);

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('The command line', function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chatbox-cli-'));
    const store = await openStore(parseStore(`sqlite:${join(folder, 'from.db')}`));
    const chat = await enabledChat(store);
    await chat.execute(postMessage(member('ada'), 'hello all'));
    await chat.execute(postMessage(member('ada'), '@bob for bob alone', { known: [member('bob')] }));
    await chat.close();
    await store.close();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const said = (...args: string[]): Promise<Ended> =>
    run(process.execPath, [COMMAND, ...args], { cwd: folder }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: Ended) => error,
    );

  it('tells the history, and nobody the text of a private message', async () => {
    const log = await said('audit', 'log', '--store', 'sqlite:from.db');
    expect(log.code, log.stderr).to.equal(0);
    expect(log.stdout).to.include('MessagePosted').and.to.not.include('for bob alone');
    const room = await said('audit', 'at', '999', '--as', 'bob', '--store', 'sqlite:from.db');
    expect(room.stdout).to.include('hello all').and.to.include('(private text)').and.to.not.include('for bob alone');
  });

  it('tells the history of a menu, or that there is none', async () => {
    const { code, stdout } = await said('audit', 'log', '--menu', 'main', '--store', 'sqlite:from.db');
    expect([code, stdout]).to.deep.equal([0, 'The log of the menu "main" holds nothing from revision 0 on.\n']);
  });

  it('writes nothing but JSON where that is asked for', async () => {
    const none = await said('audit', 'log', '--json', '--menu', 'main', '--store', 'sqlite:from.db');
    expect([none.code, none.stdout]).to.deep.equal([0, '']);
    const { stdout } = await said('audit', 'log', '--json', '--store', 'sqlite:from.db');
    for (const line of stdout.trimEnd().split('\n')) expect(JSON.parse(line)).to.include.keys('revision', 'type');
  });

  it('fails where what it says cannot be written, and not where nobody wants more of it', async function () {
    if (!existsSync('/dev/full')) skip(this, 'this system has no /dev/full');
    const written = async (to: string): Promise<Ended> => {
      const command = `"${process.execPath}" "${COMMAND}" audit log --store sqlite:from.db ${to}; echo "ended $?"`;
      return { code: 0, ...(await run('sh', ['-c', command], { cwd: folder })) };
    };
    const full = await written('>/dev/full');
    expect(full.stdout).to.equal('ended 1\n');
    expect(full.stderr).to.include('ENOSPC').and.to.not.include('    at ');
    expect((await written('| true')).stderr).to.equal('');
  });

  it('copies a log, and says so again when there is nothing left to copy', async () => {
    const first = await said('copy', 'sqlite:from.db', 'sqlite:to.db');
    expect(first.code, first.stderr).to.equal(0);
    const [, written] = /(\d+) of them copied now, verified/.exec(first.stdout) ?? [];
    expect(Number(written)).to.be.above(3);
    const second = await said('copy', 'sqlite:from.db', 'sqlite:to.db');
    expect(second.stdout).to.include(`${written} events, 0 of them copied now, verified`);
    const copied = await said('audit', 'log', '--store', 'sqlite:to.db');
    expect(copied.stdout).to.equal((await said('audit', 'log', '--store', 'sqlite:from.db')).stdout);
  });

  it('makes no log where there is none to be read', async () => {
    for (const args of [
      ['copy', 'sqlite:nowhere.db', 'sqlite:other.db'],
      ['audit', 'log', '--store', 'sqlite:nowhere.db'],
    ]) {
      const { code, stderr } = await said(...args);
      expect(code).to.equal(1);
      expect(stderr).to.include('CLI_NO_LOG').and.to.include('nowhere.db').and.to.not.include('    at ');
    }
    for (const file of ['nowhere.db', 'other.db']) expect(existsSync(join(folder, file)), file).to.equal(false);
  });

  it('says which version it is', async () => {
    const { code, stdout } = await said('--version');
    expect([code, stdout]).to.deep.equal([0, `${manifest.version}\n`]);
  });

  it('says what it does not understand, and where help is', async () => {
    for (const args of [['audits'], ['audit', 'at', '-5']]) {
      const { code, stdout, stderr } = await said(...args);
      expect([code, stdout]).to.deep.equal([1, '']);
      expect(stderr)
        .to.match(/^CLI_USAGE {2}/)
        .and.match(/see astro-chatbox --help\.\n$/)
        .and.not.include('ERR_');
    }
  });
});

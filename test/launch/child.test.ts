import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { root } from '../../src/launch/root.mjs';
import { until } from '../support/until.ts';

/** A server that says its own number, and ends well when asked to. */
const SERVER = `
  process.once('disconnect', () => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => { console.log('asked: ' + signal); process.exit(0); });
  console.log('pid: ' + process.pid);
  setInterval(() => {}, 1_000);`;

const launcher = (program: string, options: string): string => `
  import { run } from './src/launch/child.mjs';
  process.exitCode = await run(process.execPath, ['-e', ${JSON.stringify(program)}], ${options});`;

describe('a program that a launcher runs', () => {
  let child: ChildProcess | undefined;
  let said: string;
  afterEach(() => child?.kill('SIGKILL'));

  function start(program: string, options = '{ guarded: true }'): ChildProcess {
    const args = ['--input-type=module', '-e', launcher(program, options)];
    said = '';
    child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout?.on('data', (bytes) => {
      said += bytes;
    });
    return child;
  }
  /** The process number of the program, once it runs. */
  async function running(): Promise<number> {
    await until('the program runs', () => said.includes('pid: '));
    return Number(/pid: (\d+)/u.exec(said)?.[1]);
  }
  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  for (const [signal, heard] of [
    ['SIGTERM', 'SIGTERM'],
    ['SIGINT', 'SIGINT'],
    ['SIGHUP', 'SIGTERM'],
  ] as const) {
    it(`hears ${heard} when the launcher gets ${signal}, and its end is the launcher's`, async () => {
      const started = start(SERVER);
      const pid = await running();
      started.kill(signal);
      expect(await once(started, 'close')).to.deep.equal([0, null]);
      expect(said).to.include(`asked: ${heard}`);
      expect(isAlive(pid)).to.equal(false);
    });
  }

  it('ends when the launcher is killed outright', async () => {
    const started = start(SERVER);
    const pid = await running();
    started.kill('SIGKILL');
    await until('the program ended', () => !isAlive(pid));
  });

  it('gives the launcher its exit code, or that of the signal that ended it', async () => {
    expect(await once(start('process.exit(7)', '{}'), 'close')).to.deep.equal([7, null]);
    expect(await once(start("process.kill(process.pid, 'SIGKILL')", '{}'), 'close')).to.deep.equal([137, null]);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureBuilt } from '../../src/launch/built.mjs';
import { watchHealth } from '../../src/launch/health.ts';
import { rightNode } from '../../src/launch/node.mjs';
import { address, freePort } from '../../src/launch/port.ts';
import { root } from '../../src/launch/root.mjs';

/** The reference site as it is deployed: built, in a process of its own, with data of its own. */
export interface Site {
  readonly url: string;
  /** Holds all that it keeps: the accounts and the log. */
  readonly dataDir: string;
  /** What it printed so far. */
  log(): string;
  /** Ends the process and resolves with its exit code, or null where the signal ended it. */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
  /** Starts it again, on the same address and the same data. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const PATIENCE = 60_000;

// A test run that is killed outright must leave no server behind.
const DIE_WITH_ME = "data:text/javascript,process.once('disconnect',()=>process.exit(1))";

/** Builds the site where that is needed, starts it and waits until its chat is open. */
export async function startSite(env: Readonly<Record<string, string>> = {}): Promise<Site> {
  await ensureBuilt();
  const dataDir = await mkdtemp(join(tmpdir(), 'chatbox-site-'));
  const port = await freePort(HOST, 0);
  const url = address(HOST, port);
  const all = {
    ...process.env,
    NODE_ENV: 'production',
    HOST,
    PORT: String(port),
    CHATBOX_DATA: dataDir,
    CHATBOX_STORE: `sqlite:${join(dataDir, 'chatbox.db')}`,
    ...env,
  };
  let log = '';
  let running: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const args = ['--disable-warning=ExperimentalWarning', '--import', DIE_WITH_ME, 'dist/server/entry.mjs'];
    const child = spawn(rightNode(), args, { cwd: root, env: all, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    running = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (bytes) => {
        log += bytes;
      });
    const ended = once(child, 'close').then(() => 'ended' as const);
    const waiting = new AbortController();
    const late = delay(PATIENCE, 'late' as const, { ref: false });
    const outcome = await Promise.race([isOpen(url, waiting.signal), ended, late]);
    if (outcome === 'open') return;
    waiting.abort();
    await kill('SIGKILL');
    throw new Error(`The site did not start (${outcome}):\n${log}`);
  };
  const kill = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    const child = running;
    if (child === undefined) return null;
    running = undefined;
    if (child.exitCode === null && child.signalCode === null) {
      const closed = once(child, 'close');
      child.kill(signal);
      await closed;
    }
    return child.exitCode;
  };
  const stop = async (): Promise<void> => {
    await kill();
    await rm(dataDir, { recursive: true, force: true });
  };
  await start().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, dataDir, log: () => log, kill, restart: () => kill().then(start), stop };
}

async function isOpen(url: string, signal: AbortSignal): Promise<'open'> {
  for await (const health of watchHealth(url, 50, signal)) if (health.ok) break;
  return 'open';
}

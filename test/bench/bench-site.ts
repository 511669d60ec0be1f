import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'astro';
import { watchHealth } from '../../src/launch/health.ts';
import { serverOptions } from '../../src/launch/node.mjs';
import { address, freePort } from '../../src/launch/port.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const HOST = '127.0.0.1';

export interface BenchSite {
  readonly url: string;
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** Builds the reference site with one more route, an empty one. Answers with what starts it. */
export async function buildBenchSite(): Promise<(prepare: (dataDir: string) => Promise<void>) => Promise<BenchSite>> {
  // Below node_modules, from where the built server finds its packages.
  const outDir = join(root, 'node_modules', '.cache', 'chatbox-bench');
  await build({
    root,
    outDir,
    logLevel: 'error',
    integrations: [
      {
        name: 'bench',
        hooks: {
          'astro:config:setup': ({ injectRoute }) => {
            const entrypoint = new URL('./empty-route.ts', import.meta.url);
            injectRoute({ pattern: '/bench-empty', entrypoint, prerender: false });
          },
        },
      },
    ],
  });
  return async (prepare) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'chatbox-bench-'));
    await prepare(dataDir);
    const port = await freePort(HOST, 0);
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      HOST,
      PORT: String(port),
      CHATBOX_DATA: dataDir,
      CHATBOX_STORE: `sqlite:${join(dataDir, 'chatbox.db')}`,
      ASTRO_NODE_LOGGING: 'disabled',
    };
    const args = [...serverOptions, join(outDir, 'server', 'entry.mjs')];
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
    const url = address(HOST, port);
    for await (const health of watchHealth(url)) if (health.ok) break;
    return { url, dataDir, stop: () => end(child, dataDir) };
  };
}

async function end(child: ChildProcess, dataDir: string): Promise<void> {
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  await closed;
  await rm(dataDir, { recursive: true, force: true });
}

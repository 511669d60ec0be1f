import { fileURLToPath } from 'node:url';
import node from '@astrojs/node';
import { build } from 'astro';
import chatbox from 'astro-chatbox';

/** Builds a site that has the chatbox and nothing else; answers with its entry. */
export async function buildStreamSite(): Promise<string> {
  // Below node_modules, from where the built server finds its packages.
  const outDir = fileURLToPath(new URL('../../../node_modules/.cache/chatbox-streams/', import.meta.url));
  await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    srcDir: '.',
    outDir,
    cacheDir: `${outDir}cache`,
    vite: { cacheDir: `${outDir}vite` },
    configFile: false,
    logLevel: 'error',
    adapter: node({ mode: 'standalone' }),
    integrations: [chatbox({ members: './members.ts' })],
  });
  return `${outDir}server/entry.mjs`;
}

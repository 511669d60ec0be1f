import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { watchHealth } from '../../src/launch/health.ts';
import { address, freePort } from '../../src/launch/port.ts';
import { root } from '../../src/launch/root.mjs';

const HOST = '127.0.0.1';
// Beside the packages: the built server imports them.
const OUT_DIR = join(root, 'node_modules', '.cache', 'manager-site');
const DIE_WITH_ME = "data:text/javascript,process.once('disconnect',()=>process.exit(1))";

let built: Promise<unknown> | undefined;
const build = (): Promise<unknown> => {
  const astro = join(root, 'node_modules', 'astro', 'bin', 'astro.mjs');
  built ??= promisify(execFile)(process.execPath, [astro, 'build', '--root', join(import.meta.dirname, 'site')], {
    cwd: root,
    env: { ...process.env, OUT_DIR, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' },
  });
  return built;
};

export interface ManagerSite {
  readonly url: string;
  stop(): Promise<void>;
}

/** The small site of this folder, built and served, with a log of its own. */
export async function serveSite(): Promise<ManagerSite> {
  await build();
  const folder = await mkdtemp(join(tmpdir(), 'manager-site-'));
  const port = await freePort(HOST, 0);
  const url = address(HOST, port);
  const env = { ...process.env, HOST, PORT: String(port), CHATBOX_STORE: `sqlite:${join(folder, 'chatbox.db')}` };
  const args = ['--disable-warning=ExperimentalWarning', '--import', DIE_WITH_ME, join(OUT_DIR, 'server', 'entry.mjs')];
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const closed = once(child, 'close');
  const waiting = new AbortController();
  closed.then(() => waiting.abort());
  for await (const health of watchHealth(url, 50, waiting.signal)) if (health.ok) break;
  return {
    url,
    async stop() {
      child.kill();
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Visit {
  readonly width?: number;
  readonly javaScript?: boolean;
  readonly plan?: 'none';
  readonly timezoneId?: string;
}

/** A browser of somebody's own, logged in; none: a visitor's. */
export async function visit(
  browser: Browser,
  site: ManagerSite,
  who: string | undefined,
  { width = 1280, javaScript = true, plan, timezoneId }: Visit = {},
): Promise<{ context: BrowserContext; page: Page; problems: string[] }> {
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    javaScriptEnabled: javaScript,
    ...(timezoneId && { timezoneId }),
  });
  const cookies = Object.entries({ who, plan }).flatMap(([name, value]) =>
    value ? [{ name, value, url: site.url }] : [],
  );
  await context.addCookies(cookies);
  const page = await context.newPage();
  // What the policy of the page refuses is said there, as are errors of scripts.
  const problems: string[] = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) problems.push(message.text());
  });
  return { context, page, problems };
}

/** Saves the menu with these widgets, as an owner would. */
export async function saveMenu({ url }: ManagerSite, widgets: Readonly<Record<string, string>>): Promise<void> {
  const address = `${url}/chatbox/menu`;
  const headers = { cookie: 'who=nadia', origin: url };
  const [, seen = ''] = /name="seen" value="(-?\d+)"/.exec(await (await fetch(address, { headers })).text()) ?? [];
  const body = new URLSearchParams({ do: 'save', seen, ...widgets });
  const { status } = await fetch(address, { method: 'POST', headers, body, redirect: 'manual' });
  if (status !== 303) throw new Error(`The menu was not saved: ${status}`);
}

/** The fields of the chatbox, for `saveMenu`. */
export const chatboxFields = (options: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  'w.chatbox:main': 'main',
  ...Object.fromEntries(
    Object.entries({ height: 'medium', messages: '30', members: 'true', ...options }).map(([name, value]) => [
      `o.chatbox:main.${name}`,
      value,
    ]),
  ),
});

/** The default order, without a chatbox. */
export const defaultMenu = { 'w.navigation': '', 'w.agenda': '', 'w.partners': '' } as const;

/** Saves the settings, as an owner would. */
export async function saveSettings({ url }: ManagerSite, settings: Readonly<Record<string, string>>): Promise<void> {
  const address = `${url}/chatbox/settings`;
  const headers = { cookie: 'who=nadia', origin: url };
  const page = await (await fetch(address, { headers })).text();
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  const body = new URLSearchParams({
    ...Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])),
    ...settings,
  });
  const { status } = await fetch(address, { method: 'POST', headers, body, redirect: 'manual' });
  if (status !== 303) throw new Error(`The settings were not saved: ${status}`);
}

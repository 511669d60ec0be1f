import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { openClub } from '../support/club.ts';
import { styleSheet } from '../support/style-sheet.ts';
import { median, type Row } from './row.ts';

const MESSAGES = 15;
/** Below the flood rule: five messages in ten seconds. */
const PAUSE = 2_200;

/** What members see of it: from Send to another's screen, bytes, and what moves in a prerendered page. */
export async function inBrowser(): Promise<Row[]> {
  const club = await openClub();
  try {
    const page = async (login: string) => (await club.member(login)).newPage();
    const [jose, kevin] = await Promise.all([page('jose'), page('kevin')]);
    await kevin.addInitScript(watchShifts);
    const [scripts, writersScripts] = [countScripts(kevin), countScripts(jose)];
    await Promise.all([jose.goto('/club'), kevin.goto('/club')]);
    await Promise.all([jose, kevin].map((one) => one.waitForSelector('chat-box .cb-log')));
    await kevin.waitForTimeout(2_000);
    const loaded = await scripts();
    const shift = await kevin.evaluate(() => Number(document.documentElement.dataset.shift ?? 0));
    const seen = await sendToSeen(jose, kevin);
    const composed = await writersScripts();
    await kevin.locator('chat-box .cb-log').evaluate((log) => {
      log.scrollTop = 0;
    });
    await kevin.locator('chat-box article a.cb-acts').last().click();
    await kevin.locator('chat-box textarea').fill('@jo');
    await kevin.waitForTimeout(1_000);
    const all = await scripts();
    const css = gzipSync(styleSheet('chatbox')).length;
    const kilobytes = (name: string, bytes: number): Row => ({
      name,
      value: bytes / 1000,
      unit: 'kB',
      conditions: 'minified, gzip -6; JS and CSS of the plugin',
    });
    return [
      {
        name: 'Send in one browser to seen in another, median',
        value: median(seen),
        unit: 'ms',
        conditions: `${MESSAGES} messages, two pages of one Chromium, built site, SQLite`,
      },
      kilobytes('a page that shows the chat', loaded + css),
      kilobytes('the same once somebody writes', composed + css),
      kilobytes('the same with everything that is loaded on demand (htmx too)', all + css),
      {
        name: 'layout shift of a prerendered page with the chat',
        value: shift,
        unit: '',
        conditions: 'PerformanceObserver, member, box and saved order arriving, 2 s',
      },
    ];
  } finally {
    await club.close();
  }
}

/** Sums every shift that no input explains, where the page can be asked for it. */
function watchShifts(): void {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!Reflect.get(entry, 'hadRecentInput')) sum += Number(Reflect.get(entry, 'value'));
    }
    document.documentElement.dataset.shift = String(sum);
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Both pages run on one clock: the instant of the press, and the one at which the text is in the other's page. */
async function sendToSeen(from: Page, to: Page): Promise<number[]> {
  const values: number[] = [];
  const field = from.locator('chat-box textarea');
  for (let n = 0; n < MESSAGES; n += 1) {
    const text = `measured ${n} ${Math.random().toString(36).slice(2)}`;
    const seen = to.evaluate(
      (wanted) =>
        new Promise<number>((resolve) => {
          const log = document.querySelector('chat-box .cb-log');
          const look = () => {
            if (!log?.textContent?.includes(wanted)) return false;
            observer.disconnect();
            resolve(performance.timeOrigin + performance.now());
            return true;
          };
          const observer = new MutationObserver(look);
          if (log) observer.observe(log, { childList: true, subtree: true, characterData: true });
        }),
      text,
    );
    await field.fill(text);
    const pressed = await from.evaluate(() => {
      const at = performance.timeOrigin + performance.now();
      document.querySelector<HTMLButtonElement>('chat-box form .cb-send')?.click();
      return at;
    });
    values.push((await seen) - pressed);
    await from.waitForTimeout(PAUSE);
  }
  return values;
}

/** Gzipped bytes of the scripts that a page has loaded so far; the site itself has none. */
function countScripts(page: Page): () => Promise<number> {
  const sizes = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    sizes.set(
      response.url(),
      response.body().then((body) => gzipSync(body).length),
    );
  });
  return async () => (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0);
}

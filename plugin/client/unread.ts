import { hours } from './clock.ts';
import { atBottom, toBottom } from './list.ts';
import type { Room } from './room.ts';
import { arrange, seqOf } from './rows.ts';

/** How far a member has read, and when they last looked: shared by their tabs and kept for their next visit. */
interface Read {
  readonly seq: number;
  readonly at: number;
}

export interface Unread {
  /** Looks again at what has come, and at whether somebody is there to see it. */
  look(): void;
  count(): number;
  /** The line is up or not: while it is not, nobody is looking at the chat. */
  live(up: boolean): void;
  end(): void;
}

/** So much of the list must be on the screen for somebody to be looking at it; one may be higher than its screen. */
const SHOWN = 0.25;

/** What each box of the page counts. */
const counts = new Map<Element, number>();

function showInTitle(language: string): void {
  const sum = [...counts.values()].reduce((a, b) => a + b, 0);
  const title = (sum > 0 ? `(${sum.toLocaleString(language)}) ` : '') + document.title.replace(/^\(\d[\d\s,]*\) /, '');
  if (document.title !== title) document.title = title;
}

/** Counts what a member has not read, in the page's title, in the list and beside it. */
export function unread(section: HTMLElement, log: HTMLElement, { box, say, language, browserStore }: Room): Unread {
  const { member } = section.dataset;
  const key = `chatbox-read ${box.dataset.chat} ${member}`;
  const clock = new Intl.DateTimeFormat(language, hours(language));
  const ended = new AbortController();
  const { signal } = ended;
  const jump = document.createElement('button');
  const mark = document.createElement('p');
  let up = true;
  /** Not known before the next frame: until then nobody can have seen what has come. */
  let onScreen: boolean | undefined;
  let here = false;
  let sealed = true;
  let last = 0;
  let seen = load() ?? { seq: newest(), at: Date.now() };

  function load(): Read | undefined {
    const [seq, at] = (browserStore.get(key) ?? '').split(' ').map(Number);
    return seq && at ? { seq, at } : undefined;
  }
  function save(): void {
    browserStore.set(key, `${seen.seq} ${seen.at}`);
  }
  function newest(): number {
    return [...log.querySelectorAll('article')].map(seqOf).filter(Number.isFinite).at(-1) ?? 0;
  }
  const looking = (): boolean =>
    up &&
    onScreen !== undefined &&
    document.visibilityState === 'visible' &&
    document.hasFocus() &&
    ((onScreen && atBottom(log)) || log.clientHeight === 0);
  const rowsAfter = (seq: number): Element[] =>
    [...log.querySelectorAll('article:not(.cb-mine)')].filter(
      (row) => seqOf(row) > seq && seqOf(row) < Number.POSITIVE_INFINITY,
    );

  function look(): void {
    const rows = rowsAfter(seen.seq);
    here = looking();
    if (rows.length > 0 && !here) {
      const [first] = rows;
      const follows = atBottom(log);
      if (sealed && first) {
        sealed = false;
        mark.dataset.seq = String(seqOf(first) - 0.25);
        first.before(mark);
      }
      mark.textContent = say('newSince', { n: rows.length, time: clock.format(seen.at) });
      arrange(log);
      if (follows) toBottom(log);
    }
    const count = here ? 0 : rows.length;
    if (count > last) section.dispatchEvent(new CustomEvent('chatbox:unread', { bubbles: true, detail: count }));
    last = count;
    if (here) {
      sealed = true;
      const seq = Math.max(seen.seq, newest());
      const moved = seq > seen.seq;
      seen = { seq, at: Date.now() };
      if (moved) save();
    }
    counts.set(section, count);
    showInTitle(language);
    jump.hidden = count === 0 || atBottom(log);
    jump.textContent = say('newBelow', { n: count });
  }

  const leave = (): void => {
    if (here) seen = { ...seen, at: Date.now() };
    here = false;
    save();
  };
  mark.className = 'cb-new';
  jump.className = 'cb-jump';
  jump.type = 'button';
  jump.hidden = true;
  section.append(jump);
  jump.addEventListener('click', () => {
    log.focus({ preventScroll: true });
    toBottom(log);
  });
  log.addEventListener('scroll', look, { signal, passive: true });
  window.addEventListener('focus', look, { signal });
  window.addEventListener('blur', leave, { signal });
  document.addEventListener('visibilitychange', look, { signal });
  window.addEventListener(
    'storage',
    (event) => {
      const theirs = event.key === key ? load() : undefined;
      if (!theirs || theirs.seq < seen.seq) return;
      seen = theirs;
      look();
    },
    { signal },
  );
  look();
  const screen = new IntersectionObserver(
    (entries) => {
      onScreen = Number(entries.at(-1)?.intersectionRatio) >= SHOWN;
      if (!onScreen) leave();
      look();
    },
    { threshold: SHOWN },
  );
  screen.observe(log);
  return {
    look,
    count: () => last,
    live(now) {
      up = now;
      look();
    },
    end() {
      leave();
      jump.remove();
      ended.abort();
      screen.disconnect();
      counts.delete(section);
      showInTitle(language);
    },
  };
}

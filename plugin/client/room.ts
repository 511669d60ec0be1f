import { localize } from './clock.ts';
import type { Composer } from './composer.ts';
import { gestures } from './gestures.ts';
import { place, stayAtBottom, toBottom } from './list.ts';
import { loader } from './loader.ts';
import { parse } from './parse.ts';
import { arrange } from './rows.ts';
import { watchSession } from './session.ts';
import { browserStore, type Store, tabStore } from './store.ts';
import type { Frame } from './stream.ts';
import { join, type Line } from './tabs.ts';
import { type Say, speaker } from './texts.ts';
import { type Unread, unread } from './unread.ts';

/** A hidden page goes on counting for so long, then lets its stream go. */
const HIDDEN = 300_000;
/** What was missed arrives within this time of a connection's return. */
const RETURN = 1_000;

/** One living `<chat-box>`, for the parts that are fetched when they are needed. */
export interface Room {
  readonly box: HTMLElement;
  readonly signal: AbortSignal;
  readonly language: string;
  readonly tabStore: Store;
  readonly browserStore: Store;
  part(selector: string): HTMLElement | null;
  say: Say;
  parse(html: string): DocumentFragment;
  readonly place: typeof place;
  localize(root: ParentNode): void;
  /** Lets htmx see what came into the page, once htmx is needed. */
  process(root: Element): Promise<void>;
  /** Shows messages as if the stream had brought them. */
  show(html: string): void;
  /** Shows a row of our own at the end. */
  append(row: HTMLElement): void;
  /** Whether this tab holds the stream of its session. */
  leads(): boolean;
  unread(): number;
}

/** Brings a `<chat-box>` to life. Returns what lets it go. */
export function enter(box: HTMLElement): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  const home = box.dataset.box ?? '';
  const language = box.lang;
  let line: Line | undefined;
  let reading: Unread | undefined;
  let composer: Promise<Composer> | undefined;
  let composes = false;
  let engine: Promise<(root: Element) => void> | undefined;
  let process: ((root: Element) => void) | undefined;
  let batch: string[] = [];
  let sleep: ReturnType<typeof setTimeout> | undefined;

  const part = (selector: string): HTMLElement | null => box.querySelector<HTMLElement>(selector);
  const say: Say = (name, slots) => speaker(box, language)(name, slots);
  const room: Room = {
    box,
    signal,
    language,
    tabStore,
    browserStore,
    part,
    say,
    parse,
    place,
    localize: (root) => localize(root, language),
    process: async (root) => (await hypermedia())(root),
    show(html) {
      const log = part('.log');
      if (!log) return;
      log.ariaLive = 'polite';
      const added = place(log, [...parse(html).children]);
      if (process) added.forEach(process);
      reading?.look();
    },
    append(row) {
      const log = part('.log');
      if (!log) return;
      if (!row.isConnected) log.append(row);
      arrange(log);
      toBottom(log);
    },
    leads: () => line?.leads() === true,
    unread: () => reading?.count() ?? 0,
  };
  const compose = (): Promise<Composer> => {
    composer ??= import('./composer.ts').then((module) => {
      composes = true;
      return module.compose(room);
    });
    return composer;
  };
  const hypermedia = (): Promise<(root: Element) => void> => {
    engine ??= import('./hypermedia.ts').then((module) => {
      process = module.hypermedia(room);
      // It kept a host page's own htmx away.
      box.removeAttribute('hx-ignore');
      process(box);
      return process;
    });
    return engine;
  };

  const fill = (html: string): void => {
    const field = document.activeElement;
    const typing = field instanceof HTMLTextAreaElement && box.contains(field) ? field : undefined;
    box.replaceChildren(parse(html));
    box.style.visibility = '';
    adopt(typing);
  };
  const drop = (): void => {
    line?.leave();
    line = undefined;
    reading?.end();
    reading = undefined;
  };
  const adopt = (typing?: HTMLTextAreaElement): void => {
    const section = part('.chatbox');
    if (!section || section.matches('.waiting')) {
      boxes.now();
      return;
    }
    const { stream: url, session = '', build, revision } = section.dataset;
    const log = part('.log');
    const name = `${build} ${session} ${url}`;
    if (name !== line?.name) drop();
    sessions.is(session);
    if (!url || !log) {
      boxes.calm();
      return;
    }
    // What stands there at first is not news.
    log.ariaLive = 'off';
    arrange(log);
    toBottom(log);
    stayAtBottom(log, signal);
    room.localize(section);
    process?.(section);
    reading?.end();
    reading = unread(section, log, room);
    const since = Number(revision);
    if (line) line.reset(since);
    else line = join({ name, url, since, on: { frame: take, state, final: gone, stale: boxes.now } });
    if (part('.sound')) void import('./sound.ts').then((module) => module.sound(room));
    if (composer || tabStore.get(`chatbox-draft ${box.dataset.chat}`)) void compose().then((one) => one.adopt(typing));
  };

  const take = ({ type, data }: Frame): void => {
    if (type === 'message') {
      // All that came in one piece is shown at once.
      if (batch.push(data) === 1) queueMicrotask(flush);
      return;
    }
    flush();
    if (type === 'presence') here(data);
    else if (type === 'notice') {
      part('.notice')?.replaceChildren(parse(data));
      room.localize(box);
    }
    // The stream knows neither this place's options nor a key for this tab.
    else if (type === 'box') boxes.now();
    else if (type === 'bye') {
      boxes.cancel();
      drop();
      fill(data);
    } else reading?.look();
  };
  const flush = (): void => {
    if (batch.length === 0) return;
    const html = batch.join('');
    batch = [];
    room.show(html);
    void composer?.then((one) => one.settle());
  };
  const here = (html: string): void => {
    const old = part('.present');
    const list = parse(html).firstElementChild;
    if (!old || !(list instanceof HTMLElement) || old.isEqualNode(list)) return;
    const focused = old.contains(document.activeElement) && document.activeElement?.getAttribute('data-login');
    const { scrollLeft } = old;
    old.replaceWith(list);
    list.scrollLeft = scrollLeft;
    if (focused) part(`.present [data-login="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    const count = part('.count');
    if (!count) return;
    count.textContent = list.dataset.count ?? '';
    count.title = list.ariaLabel ?? '';
  };
  const state = (failures: number): void => {
    tell(failures);
    if (failures > 0) {
      reading?.live(false);
      return;
    }
    boxes.calm();
    const one = reading;
    // What was missed comes first, and was not read as it came.
    setTimeout(() => one?.live(true), RETURN);
  };
  const gone = (): void => {
    drop();
    boxes.again();
  };
  const tell = (failures: number): void => {
    const strip = part('.state');
    // One missed attempt is mended before anybody could read of it.
    const text = failures < 2 ? '' : say(navigator.onLine ? 'lost' : 'offline');
    if (strip && strip.textContent !== text) strip.textContent = text;
  };

  const boxes = loader(home, { filled: fill, failed: tell });
  const sessions = watchSession(home.split('?')[0] ?? '', boxes.now);
  const wake = (): void => {
    clearTimeout(sleep);
    if (document.hidden) sleep = setTimeout(() => line?.pause(), HIDDEN);
    else line?.resume();
  };
  document.addEventListener('visibilitychange', wake, { signal });
  window.addEventListener('online', wake, { signal });
  window.addEventListener('pagehide', drop, { signal });
  window.addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (!persisted) return;
      // It comes from the browser's memory: whose it is now must be asked before it is shown.
      box.style.visibility = 'hidden';
      boxes.now();
    },
    { signal },
  );
  gestures(room, { compose, composes: () => composes, hypermedia, ready: () => process !== undefined });
  adopt();

  return () => {
    ended.abort();
    clearTimeout(sleep);
    boxes.cancel();
    drop();
    sessions.end();
  };
}

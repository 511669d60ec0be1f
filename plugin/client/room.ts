import { carryOver, written } from './carry-over.ts';
import { localize } from './clock.ts';
import { gestures } from './gestures.ts';
import { patience, SHUT } from './knock.ts';
import { later } from './later.ts';
import { atBottom, place, stayAtBottom, toBottom } from './list.ts';
import { loader } from './loader.ts';
import { watchPage } from './page.ts';
import { parse, renew } from './parse.ts';
import { showPresence } from './presence.ts';
import { arrange } from './rows.ts';
import { watchSession } from './session.ts';
import { browserStore, type Store, tabStore } from './store.ts';
import type { Frame, LineState } from './stream.ts';
import { strip } from './strip.ts';
import { join, type Line } from './tabs.ts';
import { type Say, speaker } from './texts.ts';
import { type Unread, unread } from './unread.ts';

/** What was missed arrives within this time of a connection's return. */
const RETURN = 1_000;

/** Of code that did not come: whoever needs it at their hand is told then. */
const ignore = (): void => {};

/** One living `<chat-box>`, for its parts; those that are fetched later get from it what is there already. */
export interface Room {
  readonly box: HTMLElement;
  readonly signal: AbortSignal;
  readonly language: string;
  readonly tabStore: Store;
  readonly browserStore: Store;
  readonly say: Say;
  readonly parse: typeof parse;
  readonly place: typeof place;
  part(selector: string): HTMLElement | null;
  localize(root: ParentNode): void;
  /** Hands what came into the page to htmx. */
  process(root: Element): void;
  /** Shows messages as if the stream had brought them. */
  show(html: string): void;
  /** Shows a row of our own at the end; one that stands there already moves nobody who went up. */
  append(row: HTMLElement): void;
  /** Says that what a hand asked for was not answered. */
  away(): void;
  /** Fetches the box anew, and with it a key. */
  refresh(): void;
  /** Whether something is kept that was being written, or for whom. */
  hasDraft(): boolean;
  /** Whether the line is down. */
  lost(): boolean;
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
  let batch: string[] = [];
  let knocks = 0;
  let lost = false;
  let owner: string | undefined;

  const part = (selector: string): HTMLElement | null => box.querySelector<HTMLElement>(selector);
  const room: Room = {
    box,
    signal,
    language,
    tabStore,
    browserStore,
    say: (name, slots) => speaker(box, language)(name, slots),
    parse,
    place,
    part,
    localize: (root) => localize(root, language),
    process: (root) => void parts.hypermedia().then(() => parts.process(root), ignore),
    show(html) {
      const log = part('.cb-log');
      if (!log) return;
      log.ariaLive = 'polite';
      place(log, [...parse(html).children]).forEach(parts.process);
      reading?.look();
    },
    append(row) {
      const log = part('.cb-log');
      if (!log) return;
      const follows = !row.isConnected || atBottom(log);
      if (!row.isConnected) log.append(row);
      arrange(log);
      if (follows) toBottom(log);
    },
    away: () => above.away(),
    refresh: () => boxes.now(),
    hasDraft: () => tabStore.get(`chatbox-draft ${box.dataset.chat}`) !== undefined,
    lost: () => lost,
    leads: () => line?.leads() === true,
    unread: () => reading?.count() ?? 0,
  };
  const parts = later(room);
  const above = strip(room);

  const fill = (fresh: DocumentFragment): void => {
    const before = written(box);
    const focused = box.contains(document.activeElement);
    renew(box, fresh);
    box.style.visibility = '';
    carryOver(before, box);
    adopt();
    if (focused && !box.contains(document.activeElement)) part('.cb-log')?.focus({ preventScroll: true });
  };
  const drop = (): void => {
    line?.leave();
    line = undefined;
    reading?.end();
    reading = undefined;
  };
  /** Takes what the box holds now for the truth: a member's chat, a farewell, or a place to be filled. */
  const adopt = (): void => {
    const section = part('.chatbox');
    if (!section || section.matches('.cb-waiting')) {
      boxes.now();
      return;
    }
    const { stream: url, session = '', build, revision } = section.dataset;
    const log = part('.cb-log');
    const name = `${build} ${session} ${url}`;
    if (name !== line?.name) drop();
    sessions.is(session);
    if (!url || !log) {
      boxes.calm();
      knock();
      return;
    }
    knocks = 0;
    // What waits for the composer is not sent as somebody else's.
    if (section.dataset.member !== owner) parts.early.length = 0;
    owner = section.dataset.member;
    // What stands there at first is not news.
    log.ariaLive = 'off';
    arrange(log);
    toBottom(log);
    // The page may tell of times too, such as that of the muted members.
    room.localize(document);
    parts.process(section);
    reading?.end();
    reading = unread(section, log, room);
    stayAtBottom(log);
    const since = Number(revision);
    if (line) line.reset(since);
    else line = join({ name, url, since, on: { frame: take, state, final: gone, stale: boxes.now } });
    if (part('.cb-sound')) import('./sound.ts').then((module) => module.sound(room), ignore);
    if (room.hasDraft()) parts.compose().catch(ignore);
    parts.tell((one) => one.adopt());
  };

  /** Whoever was shown out may be let in again, and no stream says so. */
  const knock = (): void => {
    // A box that is hidden until its answer comes is asked for as soon as that can be.
    if (part(SHUT) && box.style.visibility === '') boxes.after(patience(knocks++));
  };

  const take = ({ type, data }: Frame): void => {
    if (type === 'message') {
      // All that came in one piece is shown at once.
      if (batch.push(data) === 1) queueMicrotask(flush);
      return;
    }
    flush();
    if (type === 'presence') showPresence(box, data);
    else if (type === 'notice') {
      const fresh = parse(data);
      room.localize(fresh);
      renew(part('.cb-notice'), fresh);
      settle();
    }
    // The stream knows neither this place's options nor a key for this tab.
    else if (type === 'box') boxes.now();
    else if (type === 'bye') {
      boxes.cancel();
      drop();
      fill(parse(data));
    } else reading?.look();
  };
  const flush = (): void => {
    if (batch.length === 0) return;
    const html = batch.join('');
    batch = [];
    room.show(html);
    settle();
  };
  const settle = (): void => parts.tell((one) => one.settle());
  const state = (now: LineState): void => {
    above.tell(now);
    if (now.failures > 0) {
      lost = true;
      reading?.live(false);
      return;
    }
    boxes.calm();
    lost = false;
    // What was missed comes first, and was not read as it came.
    setTimeout(() => {
      if (!lost) reading?.live(true);
    }, RETURN);
  };
  const gone = (): void => {
    drop();
    boxes.again();
  };

  const boxes = loader(home, {
    filled: fill,
    failed(failures) {
      above.tell({ failures, busy: false });
      knock();
    },
  });
  const sessions = watchSession(home.split('?')[0] ?? '', boxes.now);
  watchPage(signal, {
    asleep: () => line?.pause(),
    awake() {
      knocks = 0;
      if (line) line.resume();
      else boxes.now();
    },
    left: drop,
    back() {
      // Whose it is now must be asked before it is shown.
      box.style.visibility = 'hidden';
      boxes.now();
    },
  });
  gestures(room, parts);
  adopt();

  return () => {
    ended.abort();
    boxes.cancel();
    drop();
    sessions.end();
  };
}

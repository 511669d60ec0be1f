import { type ReadyStateEvent, SSE, type SSEvent } from 'sse.js';
import { backoff } from './backoff.ts';

/** One event of the stream. `id` is a revision: all that this viewer may see up to there has been sent. */
export interface Frame {
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

/** How the line is: up, or down since so many attempts. */
export interface LineState {
  readonly failures: number;
  /** The site answers, but cannot serve a stream now. */
  readonly busy: boolean;
}
export const UP: LineState = { failures: 0, busy: false };

export interface StreamListener {
  frame(frame: Frame): void;
  state(state: LineState): void;
  /** The server's last word: this stream will not be opened again. */
  final(): void;
}

export interface Stream {
  close(): void;
  /** The page woke up, or the network came back: whatever is dead or waiting is tried now. */
  check(): void;
}

const TYPES = ['message', 'presence', 'notice', 'box', 'bye', 'beat'];
const BUSY = [429, 503];
const FINAL = [204, 400, 401, 403, 404, 409, 410, 451];
const IDLE = 45_000;
/** The first bytes come at once, where nothing on the way keeps them. */
const FIRST = 10_000;
/** Two heartbeats were due by then. */
const SUSPECT = 32_000;
/** sse.js keeps all that a connection ever received. */
const RECYCLE = 512 * 1024;

/** Keeps one connection open from `cursor()` on, over failures, sleep and silence, until `close()`. */
export function connect(url: string, cursor: () => string, on: StreamListener): Stream {
  let source: SSE | undefined;
  // Handlers of a connection that was given up are still called.
  let turn = 0;
  let failures = 0;
  let busy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let progress = 0;
  let heard = 0;

  const drop = (): void => {
    turn += 1;
    clearTimeout(timer);
    timer = undefined;
    source?.close();
  };
  const retry = (): void => {
    drop();
    timer = setTimeout(open, backoff(failures));
    failures += 1;
    on.state({ failures, busy });
  };
  const open = (): void => {
    drop();
    const mine = turn;
    const sse = new SSE(url, { start: false, headers: { Accept: 'text/event-stream' } });
    source = sse;
    sse.lastEventId = cursor();
    progress = 0;
    heard = Date.now();
    busy = false;
    let live = false;
    const listen = (type: string, handle: (event: SSEvent & ReadyStateEvent) => void): void =>
      sse.addEventListener(type, (event: SSEvent & ReadyStateEvent) => {
        if (mine === turn) handle(event);
      });
    listen('open', ({ responseCode = 0, headers }) => {
      live = responseCode === 200 && String(headers?.['content-type']).startsWith('text/event-stream');
      // After a failure it is up with the first event: something on the way may let the head pass and keep the rest.
      if (live) return failures === 0 && on.state(UP);
      busy = BUSY.includes(responseCode);
      if (responseCode !== 200 && !FINAL.includes(responseCode)) return;
      close();
      on.final();
    });
    for (const type of TYPES) {
      listen(type, ({ id, data }) => {
        // The id comes last: an event without one was cut short.
        if (!live || id === null) return;
        if (failures > 0) on.state(UP);
        failures = 0;
        on.frame({ id, type, data: String(data) });
        if (mine === turn && sse.progress > RECYCLE) open();
      });
    }
    listen('readystatechange', ({ readyState }) => {
      if (readyState === SSE.CLOSED) retry();
    });
    sse.stream();
  };
  const quietFor = (limit: number): boolean => {
    if (source && source.progress !== progress) {
      progress = source.progress;
      heard = Date.now();
    }
    return timer === undefined && Date.now() - heard > limit;
  };
  const watchdog = setInterval(() => {
    if (quietFor(progress === 0 ? FIRST : IDLE)) retry();
  }, 5_000);
  const close = (): void => {
    drop();
    clearInterval(watchdog);
  };
  const check = (): void => {
    if (timer === undefined && !quietFor(SUSPECT)) return;
    failures = 0;
    open();
  };

  open();
  return { close, check };
}

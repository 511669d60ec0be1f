import { type Recall, recall } from './recall.ts';
import { connect, type Frame, type LineState, type Stream, type StreamListener, UP } from './stream.ts';

/** What the tabs of one session tell each other. */
type Note =
  | { readonly kind: 'lead' }
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'state'; readonly state: LineState }
  | { readonly kind: 'final' }
  | { readonly kind: 'hello'; readonly from: string; readonly since: number }
  | {
      readonly kind: 'answer';
      readonly to: string;
      readonly state: LineState;
      readonly frames: readonly Frame[] | undefined;
    };

export interface LineOptions {
  /** Of session, build and stream: whoever shares it may see the very same. */
  readonly name: string;
  readonly url: string;
  readonly since: number;
  readonly on: StreamListener & {
    /** Too much was missed to catch up. */
    stale(): void;
  };
}

/** A tab's share in the one stream of its session. */
export interface Line {
  readonly name: string;
  /** Whether this tab holds the stream. */
  leads(): boolean;
  /** The box was filled anew, as of a revision. */
  reset(since: number): void;
  /** Lets another tab hold the stream; what it relays is still taken in. */
  pause(): void;
  resume(): void;
  leave(): void;
}

const AGAIN = 1_000;
/** A leader relays its heartbeats and its failures: one that is silent for so long sleeps. */
const SILENCE = 60_000;

/**
 * One stream for all tabs of a session: a lock elects the tab that holds it, a channel relays. A browser that has no
 * locks (no secure context) gets a stream per tab.
 */
export function join({ name, url, since, on }: LineOptions): Line {
  const me = String(Math.random());
  const channel = navigator.locks && new BroadcastChannel(name);
  let seen: Recall = recall(since);
  let stream: Stream | undefined;
  let asking: AbortController | undefined;
  let release = (): void => {};
  let wanted = true;
  let synced = false;
  let standing = UP;
  let heard = Date.now();

  const tell = (note: Note): void => channel?.postMessage(note);
  const take = (frame: Frame): void => {
    seen.add(frame);
    on.frame(frame);
  };
  const state = (now: LineState): void => {
    standing = now;
    on.state(now);
  };
  const hello = (): void => {
    synced = false;
    tell({ kind: 'hello', from: me, since: seen.cursor() });
  };
  const lead = (): void => {
    tell({ kind: 'lead' });
    stream = connect(url, () => String(seen.cursor()), {
      frame(frame) {
        tell({ kind: 'frame', frame });
        take(frame);
      },
      state(now) {
        tell({ kind: 'state', state: now });
        state(now);
      },
      final() {
        tell({ kind: 'final' });
        on.final();
      },
    });
  };
  const stop = (): void => {
    stream?.close();
    stream = undefined;
    asking?.abort();
    asking = undefined;
    release();
  };
  const ask = async (steal = false): Promise<void> => {
    if (!wanted || stream) return;
    if (!channel) return lead();
    stop();
    const mine = new AbortController();
    asking = mine;
    hello();
    try {
      await navigator.locks.request(name, steal ? { steal } : { signal: mine.signal }, () => {
        if (asking !== mine) return;
        lead();
        return new Promise<void>((resolve) => {
          release = resolve;
        });
      });
    } catch {
      // We no longer want it, a tab that heard nothing from us took it, or locks are closed to us.
      await new Promise((done) => setTimeout(done, AGAIN));
    }
    if (asking !== mine) return;
    stop();
    void ask();
  };
  const watchdog = setInterval(() => {
    if (stream || Date.now() - heard < SILENCE) return;
    heard = Date.now();
    void ask(true);
  }, 10_000);

  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<Note>) => {
      heard = Date.now();
      if (stream) {
        if (data.kind === 'hello')
          tell({ kind: 'answer', to: data.from, state: standing, frames: seen.after(data.since) });
      } else if (data.kind === 'lead') hello();
      else if (data.kind === 'frame' && synced) take(data.frame);
      else if (data.kind === 'state') state(data.state);
      else if (data.kind === 'final') on.final();
      else if (data.kind === 'answer' && data.to === me) {
        synced = data.frames !== undefined;
        state(data.state);
        if (data.frames) data.frames.forEach(take);
        else on.stale();
      }
    };
  }
  void ask();

  return {
    name,
    leads: () => stream !== undefined,
    reset(from) {
      // The box that was fetched has replaced what came meanwhile.
      const missed = seen.after(from);
      seen = recall(from);
      missed?.forEach(take);
      if (!stream) hello();
      else if (!missed) {
        // More came than is remembered: the stream begins again from there.
        stop();
        void ask();
      }
    },
    pause() {
      wanted = false;
      stop();
    },
    resume() {
      wanted = true;
      stream?.check();
      if (!asking) void ask();
    },
    leave() {
      wanted = false;
      stop();
      clearInterval(watchdog);
      channel?.close();
    },
  };
}

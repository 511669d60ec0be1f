import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection } from './connection.ts';
import { describe, NoAnswer, property } from './outcomes.ts';
import { readHead } from './read.ts';
import type { Theirs } from './recorded.ts';
import { pause } from './retry.ts';

export interface Listener {
  event(event: Theirs): void;
  /** Once: what the stream held has been given. */
  caughtUp(): void;
}

export interface ServerSubscription {
  /** Resolves with the reason why it is over; never rejects. */
  readonly ended: Promise<string>;
  /** This revision was appended: it has to arrive soon. */
  expect(revision: bigint): void;
  close(): void;
}

export interface Following {
  readonly connection: Connection;
  readonly stream: string;
  /** Exclusive; -1n: from the start. */
  readonly after: bigint;
  readonly signal: AbortSignal;
}

/**
 * One subscription of the server's, until it fails, ends, or is found dead: a node that shuts down may say nothing for
 * seconds, and one call too many on a connection says nothing at all.
 */
export function subscribeOnce(
  { connection, stream, after, signal }: Following,
  listener: Listener,
): ServerSubscription {
  const { timings } = connection;
  const lease = connection.lease();
  const ending = new AbortController();
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  let last = after;
  let goal = -1n;
  let waiting = false;
  let confirmed = false;
  let toldCaughtUp = false;
  let watch: NodeJS.Timeout | undefined;

  const subscription = lease.client.subscribeToStream(stream, {
    fromRevision: after < 0n ? 'start' : after,
    credentials: connection.credentials,
  });

  const end = (why: string) => {
    if (ending.signal.aborted) return;
    ending.abort();
    clearTimeout(watch);
    signal.removeEventListener('abort', close);
    lease.left.removeEventListener('abort', leave);
    subscription.off('data', take);
    // Without it the call stays open on the server; it rejects when there never was a call.
    subscription.unsubscribe().catch(() => {});
    resolve(why);
  };
  const close = () => end('it was closed.');
  const leave = () => end('the node was given up.');
  const caughtUp = () => {
    if (toldCaughtUp || ending.signal.aborted) return;
    toldCaughtUp = true;
    listener.caughtUp();
  };
  const take = ({ event }: { event?: Theirs }) => {
    if (event === undefined || event.revision <= last) return;
    last = event.revision;
    listener.event(event);
  };

  /** Waits for the events up to `head`; what the stream holds and this does not bring is a death nobody told. */
  const arrive = async (head: bigint) => {
    if (head > goal) goal = head;
    if (waiting) return;
    waiting = true;
    for (let before = last; last < goal; before = last) {
      await pause(timings.grace, ending.signal);
      // After a turn that was long, timers come before the data that waits in the socket.
      await nextTurn();
      if (last === before) return end(`it fell silent at revision ${last}, while the stream is at ${goal}.`);
    }
    waiting = false;
    caughtUp();
  };
  const compare = async () => {
    try {
      await arrive(await readHead(connection, stream, ending.signal));
    } catch (error) {
      return end(describe(property(error, 'cause') ?? error));
    }
    if (!ending.signal.aborted) watch = setTimeout(compare, timings.watchdog);
  };

  watch = setTimeout(() => {
    const silence = new NoAnswer(`it was not confirmed within ${timings.silence} ms.`);
    connection.failed(lease, silence);
    end(silence.message);
  }, timings.silence);
  subscription.on('confirmation', () => {
    connection.answered();
    confirmed = true;
    clearTimeout(watch);
    // Not every server says that one has caught up, nor 23.10 of a stream without events: its end does.
    void compare();
  });
  subscription.on('caughtUp', caughtUp);
  subscription.on('data', take);
  subscription.on('end', () => end('the server ended it.'));
  // Kept to the last: an error without a listener would end the process.
  subscription.on('error', (error) => {
    connection.failed(lease, error);
    end(describe(error));
  });
  signal.addEventListener('abort', close, { once: true });
  lease.left.addEventListener('abort', leave, { once: true });
  return { ended, close, expect: (revision) => void (confirmed && arrive(revision)) };
}

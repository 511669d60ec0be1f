import type { ChatEvent } from '../../events/chatbox/events.ts';
import type { Member } from '../../events/chatbox/member.ts';
import type { Chat } from '../../events/chatbox/open.ts';
import { barred, isModerator } from '../../events/chatbox/rights.ts';
import { muteOf } from '../../events/chatbox/state.ts';
import type { Named } from '../../events/chatbox/timeline.ts';
import { ChatboxError, StoreUnavailable } from '../../events/core/errors.ts';
import type { Recorded } from '../../events/core/event.ts';
import type { Renderer } from '../fragments/renderer.ts';
import type { Farewell } from '../fragments/types.ts';
import type { Locale } from '../i18n/locale.ts';
import type { MemberDirectory, Viewer } from '../members/directory.ts';
import { aboutOf, Batch, type Entry } from './batch.ts';
import { type Connection, hangUp, type Sink, write } from './connection.ts';
import { frame } from './frames.ts';
import { inSlices, pace } from './pacing.ts';
import { Presence } from './presence.ts';
import { cursorOf, eventsFrom } from './resume.ts';
import { watch } from './watch.ts';

const TICK = 1_000;
const HEARTBEAT = 15_000;
export const MOST_STREAMS = 10_000;
export const MOST_STREAMS_OF_ONE = 12;

export interface HubOptions {
  readonly chat: Chat;
  readonly renderer: Renderer;
  readonly directory: Pick<MemberDirectory, 'current' | 'onChange'>;
  /** Writes what the accounts say of a member into the log. */
  readonly introduce: (member: Member) => Promise<void>;
  readonly log: (line: string) => void;
  readonly now: () => Date;
}

export interface Opening {
  readonly viewer: Viewer;
  readonly locale: Locale;
  /** What the reader has seen: `Last-Event-ID`, as it was sent. */
  readonly lastEventId: string | null;
  readonly sink: Sink;
}

/** Live delivery of one chatbox: whoever has a stream open is told every event that they may see, in order, once. */
export class Hub {
  readonly #options: HubOptions;
  readonly #connections = new Set<Connection>();
  readonly #presence: Presence;
  readonly #publish: () => void;
  readonly #tellPresence: () => void;
  readonly #ask: (now: number) => Promise<void>;
  readonly #stops: (() => void)[];
  #pending: Recorded<ChatEvent>[] = [];
  #draining = false;

  constructor(options: HubOptions) {
    this.#options = options;
    const failed = (error: unknown) => options.log(`the hub failed (${error instanceof Error ? error.stack : error})`);
    this.#publish = pace(() => this.#flush(), failed);
    this.#tellPresence = pace(() => this.#flushPresence(), failed);
    this.#presence = new Presence(this.#tellPresence);
    this.#ask = watch(options.directory, {
      connections: () => this.#connections,
      ended: (connection) => this.#bye(connection, 'ended'),
      changed: (connection, member) => this.#update(connection, member),
      unknown: (connection) => this.#leave(connection),
      log: options.log,
    });
    const ticker = setInterval(() => this.#tick(), TICK).unref();
    const look = () => void this.#ask(this.#now());
    this.#stops = [
      () => clearInterval(ticker),
      options.chat.subscribe((events) => this.#heard(events)),
      options.directory.onChange?.(look) ?? (() => undefined),
    ];
  }

  /** Whether there is room for one more stream of a member. @throws `HTTP_TOO_MANY_STREAMS`, `STORE_UNAVAILABLE` */
  mustHaveRoom(member: string): void {
    if (this.#presence.count(member) >= MOST_STREAMS_OF_ONE) {
      throw new ChatboxError('HTTP_TOO_MANY_STREAMS', `A member has ${MOST_STREAMS_OF_ONE} streams at most.`);
    }
    if (this.#draining || this.#connections.size >= MOST_STREAMS) {
      throw new StoreUnavailable('the chat has as many streams as it holds.');
    }
  }

  /** Opens a stream, tells what it missed, and answers with what ends it. */
  open({ viewer, locale, lastEventId, sink }: Opening): () => void {
    const { chat } = this.#options;
    const now = this.#now();
    const connection: Connection = {
      viewer,
      locale,
      sink,
      since: now,
      lastWrite: now,
      moderator: isModerator(viewer.member, chat.state.settings),
      next: chat.revision + 1n,
      live: false,
      open: true,
      mutedUntil: undefined,
    };
    this.#connections.add(connection);
    this.#presence.enter(viewer.member.id);
    void this.#catchUp(connection, lastEventId).catch((error: unknown) => {
      this.#options.log(`a stream could not be resumed (${error instanceof Error ? error.message : error})`);
      this.#leave(connection);
    });
    return () => this.#leave(connection);
  }

  /** Who is there, among those who may be. */
  present(): Named[] {
    const { state } = this.#options.chat;
    return this.#presence
      .members()
      .map((id) => state.members.get(id))
      .filter((member) => member !== undefined)
      .filter((member) => barred(member, state) === undefined)
      .map(({ id, login }) => ({ id, login }))
      .sort((a, b) => (a.login < b.login ? -1 : 1));
  }

  get size(): number {
    return this.#connections.size;
  }

  /** Ends every stream; the browsers come back by themselves, to whichever process is there then. */
  async drain(): Promise<void> {
    this.#draining = true;
    for (const stop of this.#stops) stop();
    for (const connection of [...this.#connections]) this.#leave(connection);
  }

  async #catchUp(connection: Connection, lastEventId: string | null): Promise<void> {
    const { chat } = this.#options;
    const seen = cursorOf(lastEventId, chat.revision);
    if (seen === undefined) this.#freshBox(connection);
    else connection.next = seen + 1n;
    // What is published while a page of the store is read is caught by the next round; the last one reads nothing.
    while (connection.open && connection.next <= chat.revision) {
      const end = chat.revision;
      const events = await eventsFrom(chat, connection.next);
      await this.#tell(events, [connection]);
      // Events of a newer version are no events here, but they are passed.
      if (events.length === 0) connection.next = end + 1n;
    }
    if (!connection.open) return;
    connection.live = true;
    write(connection, this.#presenceFrame(connection), this.#now());
    this.#notice(connection);
    this.#judge(connection);
  }

  #heard(events: readonly Recorded<ChatEvent>[]): void {
    this.#pending.push(...events);
    if (events.some(({ type }) => type !== 'MessagePosted')) this.#rightsMayHaveChanged(events);
    this.#publish();
  }

  /** Before the events are told: whoever lost a right by them must not be told any more. */
  #rightsMayHaveChanged(events: readonly Recorded<ChatEvent>[]): void {
    const { members } = this.#options.chat.state;
    const introduced = new Set(events.map((one) => (one.type === 'MemberIntroduced' ? one.data.member : undefined)));
    for (const connection of this.#connections) {
      const { id } = connection.viewer.member;
      const member = introduced.has(id) ? members.get(id) : undefined;
      if (member !== undefined) connection.viewer = { ...connection.viewer, member };
      if (this.#judge(connection)) this.#notice(connection);
    }
    this.#tellPresence();
  }

  async #flush(): Promise<void> {
    const events = this.#pending;
    this.#pending = [];
    try {
      await this.#tell(events, this.#connections);
    } catch (error) {
      // What could not be told is told when they come back.
      for (const connection of [...this.#connections]) this.#leave(connection);
      throw error;
    }
  }

  async #tell(events: readonly Recorded<ChatEvent>[], to: Iterable<Connection>): Promise<void> {
    const { chat, renderer } = this.#options;
    const [first, ...rest] = await Promise.all(events.map((event) => this.#entry(event)));
    if (first === undefined) return;
    const batch = new Batch([first, ...rest], chat.state, renderer);
    const catchingUp = to !== this.#connections;
    await inSlices(to, (connection) => {
      if (!connection.open || connection.live === catchingUp || connection.next > batch.last) return;
      const bytes = batch.for(connection);
      connection.next = batch.last + 1n;
      if (bytes !== undefined) this.#write(connection, bytes);
    });
  }

  async #entry(event: Recorded<ChatEvent>): Promise<Entry> {
    const about = aboutOf(event);
    if (about === undefined) return { revision: event.revision, posted: undefined };
    const { chat } = this.#options;
    const near = event.type === 'MessagePosted' ? event : chat.recent.find(({ revision }) => revision === about);
    const [target] = near ? [near] : await chat.read(about, 'forwards', 1);
    return { revision: event.revision, posted: target?.type === 'MessagePosted' ? target : undefined };
  }

  /** Ends the stream of whoever may not be here any more; says whether they may. */
  #judge(connection: Connection): boolean {
    const { state } = this.#options.chat;
    const { member } = connection.viewer;
    const why = barred(member, state);
    if (why !== undefined) {
      this.#bye(connection, why);
      return false;
    }
    const moderator = isModerator(member, state.settings);
    if (moderator !== connection.moderator) {
      // What is shown was told to another role: some of it may have to go.
      connection.moderator = moderator;
      this.#freshBox(connection);
    }
    return true;
  }

  #update(connection: Connection, member: Member): void {
    connection.viewer = { ...connection.viewer, member };
    this.#judge(connection);
    this.#options
      .introduce(member)
      .catch((error: unknown) => this.#options.log(`a member was not introduced (${error})`));
  }

  #notice(connection: Connection): void {
    const { chat, renderer, now } = this.#options;
    const mute = muteOf(chat.state, connection.viewer.member.id, now().toISOString());
    if (mute?.until === connection.mutedUntil) return;
    connection.mutedUntil = mute?.until;
    const html = renderer.notice(mute && { kind: 'muted', until: mute.until, reason: mute.reason }, connection.locale);
    this.#write(connection, frame(html, connection.next - 1n, 'notice'));
  }

  async #flushPresence(): Promise<void> {
    const frames = new Map<string, Buffer>();
    await inSlices(this.#connections, (connection) => {
      if (!connection.live) return;
      const key = `${connection.locale} ${connection.next}`;
      const bytes = frames.get(key) ?? this.#presenceFrame(connection);
      frames.set(key, bytes);
      this.#write(connection, bytes);
    });
  }

  #presenceFrame({ locale, next }: Connection): Buffer {
    return frame(this.#options.renderer.presence(this.present(), locale), next - 1n, 'presence');
  }

  /** The browser fetches its box anew: it knows how the box stands in its page. */
  #freshBox(connection: Connection): void {
    this.#write(connection, frame('', connection.next - 1n, 'box'));
  }

  #bye(connection: Connection, why: Farewell): void {
    const html = this.#options.renderer.farewell(why, connection.locale);
    this.#leave(connection, frame(html, connection.next - 1n, 'bye'));
  }

  #write(connection: Connection, bytes: Uint8Array): void {
    write(connection, bytes, this.#now());
    if (!connection.open) this.#leave(connection);
  }

  #leave(connection: Connection, last?: Uint8Array): void {
    hangUp(connection, last);
    if (this.#connections.delete(connection)) this.#presence.leave(connection.viewer.member.id, this.#now());
  }

  #tick(): void {
    const now = this.#now();
    void this.#ask(now);
    this.#presence.tick(now);
    for (const connection of this.#connections) {
      if (!connection.live) continue;
      if (connection.mutedUntil !== undefined) this.#notice(connection);
      if (now - connection.lastWrite >= HEARTBEAT) this.#write(connection, frame('', connection.next - 1n, 'beat'));
    }
  }

  #now(): number {
    return this.#options.now().getTime();
  }
}

export const createHub = (options: HubOptions): Hub => new Hub(options);

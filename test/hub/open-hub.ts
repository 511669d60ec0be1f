import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SaveSettings } from '../../events/chatbox/commands.ts';
import type { Member } from '../../events/chatbox/member.ts';
import type { Chat } from '../../events/chatbox/open.ts';
import { isIntroduced } from '../../events/chatbox/state.ts';
import type { EventStore } from '../../events/core/event-store.ts';
import { openMemory } from '../../events/stores/memory.ts';
import { createHub, type HubOptions } from '../../plugin/hub/hub.ts';
import { ask } from '../support/builders.ts';
import { enabledChat, owner } from '../support/chat.ts';
import { renderer } from '../support/fragments.ts';
import { until } from '../support/until.ts';
import { Reader } from './reader.ts';

export interface Options {
  readonly store?: EventStore;
  /** How many events the chat keeps in memory. */
  readonly keep?: number;
  /** Without it, the accounts know the session of every reader, until the test says otherwise. */
  readonly directory?: HubOptions['directory'];
}

/** A hub on a real chat, with a clock that stands still until it is told. */
export async function openHub({ store = openMemory(), keep, directory }: Options = {}) {
  const chat = await enabledChat(store, keep);
  const log: string[] = [];
  const ears: Parameters<Chat['subscribe']>[0][] = [];
  chat.subscribe((events, state) => {
    for (const ear of ears) ear(events, state);
  });
  const accounts = new Map<string, Member>();
  const changes = new Set<() => void>();
  let now = Date.UTC(2026, 9, 12, 12);
  let tick = (): void => undefined;
  const hub = createHub({
    chat,
    renderer,
    directory: directory ?? {
      current: async (sessions) => new Map([...accounts].filter(([session]) => sessions.includes(session))),
      onChange: (listener) => {
        changes.add(listener);
        return () => void changes.delete(listener);
      },
    },
    introduce: (member) => introduce(chat, member),
    now: () => new Date(now),
    log: (line) => log.push(line),
    ticker: (given) => {
      tick = given;
      return () => {
        tick = () => undefined;
      };
    },
  });
  return {
    chat,
    hub,
    log,
    /** Listens to the chat, and is told before the hub is. */
    heard: (listener: Parameters<Chat['subscribe']>[0]): void => void ears.push(listener),
    /** Who the sessions belong to, as the site's accounts have it. */
    accounts,
    /** The accounts say that something changed. */
    async notify(): Promise<void> {
      for (const listener of changes) listener();
      await turns();
    },
    /** A browser of a member who is logged in. */
    reader(member: Member, options: ConstructorParameters<typeof Reader>[1] = {}): Reader {
      const reader = new Reader(member, options);
      accounts.set(reader.session, member);
      return reader;
    },
    /** As the hub's clock: ISO 8601. */
    now: () => new Date(now).toISOString(),
    /** Time passes, and what is done again and again is done. */
    async pass(seconds: number): Promise<void> {
      now += seconds * 1_000;
      tick();
      await turns();
    },
    /** Waits until these readers have all that there is for them. */
    async settle(...readers: readonly Reader[]): Promise<void> {
      const waits = (one: Reader): boolean => one.ended === undefined && Number(one.cursor) < Number(chat.revision);
      await until('everybody was told everything', () => {
        now += 15_000;
        tick();
        return !readers.some(waits);
      });
    },
    async close(): Promise<void> {
      hub.close();
      await chat.close();
    },
  };
}

export type OpenHub = Awaited<ReturnType<typeof openHub>>;

/** What was started in this turn gets done. */
export async function turns(count = 5): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await nextTurn();
}

export async function introduce(chat: Chat, member: Member): Promise<void> {
  if (!isIntroduced(member, chat.state)) await chat.execute(ask('IntroduceMember', { actor: member }));
}

/** What an owner saves over the settings that hold. */
export const save = (site: OpenHub, settings: Partial<SaveSettings['settings']>) =>
  site.chat.execute(
    ask('SaveSettings', {
      actor: owner,
      settings: { ...site.chat.state.settings, ...settings },
      seen: site.chat.state.settingsRevision,
      entitled: true,
      known: [],
    }),
  );

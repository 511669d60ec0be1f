import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Member, sameMember } from '../events/chatbox/member.ts';
import { type Chat, openChat } from '../events/chatbox/open.ts';
import { barred } from '../events/chatbox/rights.ts';
import { MAX_GRAPHEMES } from '../events/chatbox/text.ts';
import type { CommandMeta } from '../events/core/command.ts';
import { ChatboxError, StoreUnavailable } from '../events/core/errors.ts';
import type { EventStore } from '../events/core/event-store.ts';
import type { PresenceStore } from '../events/core/presence-store.ts';
import { openMenu } from '../events/menu/open.ts';
import { createRenderer, type Renderer } from './fragments/renderer.ts';
import { createUrls } from './http/urls.ts';
import { createHub, type Hub } from './hub/hub.ts';
import type { Elsewhere } from './hub/presence.ts';
import { checkedDirectory } from './members/checked.ts';
import type { MemberDirectory, Viewer, ViewerContext } from './members/directory.ts';
import { withOwners } from './members/owners.ts';
import { openMenus } from './menus.ts';
import { outageLog } from './outage.ts';
import { complain } from './plain-line.ts';
import { soon } from './soon.ts';
import type { SiteConfig } from './virtual-modules.ts';

/** What the routes work with. */
export type Runtime = Awaited<ReturnType<typeof createRuntime>>;

/** One chatbox of the site, once its log is read. */
export interface Room {
  readonly id: string;
  readonly chat: Chat;
  readonly hub: Hub;
  readonly renderer: Renderer;
}

/** Everything that runs: the store, the chats, their hubs. Opening goes on by itself while the store is away. */
export async function createRuntime(
  { options, urls: urlConfig, build }: SiteConfig,
  given: MemberDirectory,
  openStore: () => Promise<EventStore>,
  entitled: (context: ViewerContext) => boolean | Promise<boolean> = () => true,
  log: (line: string) => void = complain,
  openPresence?: (log: (line: string) => void) => Promise<PresenceStore>,
) {
  const directory = withOwners(checkedDirectory(given, log), options.owners);
  const urls = createUrls(urlConfig);
  const store = await openStore();
  const presence = await openPresence?.(log);
  let closing = false;
  const open = new Map<string, Room>();
  const opening = new Map(options.chatboxes.map((id) => [id, openRoom(id)]));
  const menus = openMenus(
    Object.keys(options.menu),
    (id) => untilOpen(`the menu ${id}`, () => openMenu(store, id, { log })),
    log,
  );

  /** Also for what is said of a chatbox that is not open. */
  function rendererOf(id: string): Renderer {
    return createRenderer(urls, { chat: id, timeZone: options.timeZone, build, max: MAX_GRAPHEMES });
  }

  // A log that cannot be read is told to every request; here it only must not end the process.
  for (const [id, room] of opening) room.catch((error: unknown) => log(`"${id}" cannot be opened: ${error}`));

  async function openRoom(id: string): Promise<Room> {
    const chat = await untilOpen(id, () => openChat(store, id, { log }));
    const renderer = rendererOf(id);
    const introduce = (member: Member) => introduceTo(chat, member);
    // Another process may have learned it, before what this one remembers is a second old.
    chat.subscribe((events) => {
      if (events.some(({ type }) => type === 'MemberIntroduced')) directory.forget?.();
    });
    const elsewhere = presence && elsewhereOf(presence, id);
    const hub = createHub({
      chat,
      renderer,
      directory,
      introduce,
      log,
      now: () => new Date(),
      ...(elsewhere && { elsewhere }),
    });
    const room: Room = { id, chat, hub, renderer };
    open.set(id, room);
    return room;
  }

  async function untilOpen<T>(what: string, open: () => Promise<T>): Promise<T> {
    let told = '';
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await open();
      } catch (error) {
        if (closing || !(error instanceof StoreUnavailable)) throw error;
        if (error.message !== told) log(`"${what}" waits for ${store.name}: ${error.message}`);
        told = error.message;
        await delay(Math.min(5_000, 250 * 2 ** attempt));
      }
    }
  }

  return {
    options,
    urls,
    build,
    rendererOf,
    directory,
    log,
    outage: outageLog(log),
    entitled,
    /** @throws `CHAT_UNKNOWN`, `STORE_UNAVAILABLE` */
    async room(id: string): Promise<Room> {
      const ready = open.get(id);
      if (ready !== undefined) return ready;
      const room = opening.get(id);
      if (room === undefined) throw new ChatboxError('CHAT_UNKNOWN', `There is no chatbox "${id.slice(0, 40)}".`, {});
      return soon(room);
    },
    menu: menus.menu,
    openedMenu: menus.openedMenu,
    viewer: (context: ViewerContext): Promise<Viewer | undefined> => directory.viewer(context),
    async close(): Promise<void> {
      closing = true;
      for (const { hub, chat } of open.values()) {
        await hub.drain();
        await chat.close();
      }
      await menus.close();
      await presence?.close();
      await store.close();
    },
  };
}

const elsewhereOf = (presence: PresenceStore, chat: string): Elsewhere => ({
  tell: (members) => presence.tell(chat, members),
  others: () => presence.others(chat),
  onChange: (listener) => presence.onChange(listener),
});

/** What every command carries; an id of its own where none follows from a form. */
export const commandMeta = (id: string = randomUUID()): CommandMeta => ({
  now: new Date().toISOString(),
  id,
  correlation: randomUUID(),
});

/**
 * Somebody comes to the chat: the log learns what the accounts say of them, also that they lost the right to enter, but
 * nothing of whoever never had it.
 */
export async function meet(chat: Chat, member: Member): Promise<void> {
  const { state } = chat;
  if (state.members.has(member.id) || barred(member, state) === undefined) await introduceTo(chat, member);
}

/** Writes what the accounts say of a member, where the log does not say it yet. */
export async function introduceTo(chat: Chat, member: Member): Promise<void> {
  const known = chat.state.members.get(member.id);
  if (known !== undefined && sameMember(known, member)) return;
  await chat.execute({ kind: 'IntroduceMember', meta: commandMeta(), actor: member });
}

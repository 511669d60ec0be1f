import type { Member } from '../events/chatbox/member.ts';
import { type Chat, openChat } from '../events/chatbox/open.ts';
import { MAX_GRAPHEMES } from '../events/chatbox/text.ts';
import type { EventStore } from '../events/core/event-store.ts';
import type { PresenceStore } from '../events/core/presence-store.ts';
import { openMenu } from '../events/menu/open.ts';
import { introduceTo } from './commands.ts';
import { createRenderer, type Renderer } from './fragments/renderer.ts';
import { createUrls } from './http/urls.ts';
import { createHub, type Hub } from './hub/hub.ts';
import type { Elsewhere } from './hub/presence.ts';
import { checkedDirectory } from './members/checked.ts';
import type { MemberDirectory, Viewer, ViewerContext } from './members/directory.ts';
import { withOwners } from './members/owners.ts';
import { openAll } from './opening.ts';
import { outageLog } from './outage.ts';
import { complain } from './plain-line.ts';
import type { SiteConfig } from './virtual-modules.ts';

/** What the routes work with. */
export type Runtime = Awaited<ReturnType<typeof createRuntime>>;

/** One chatbox of the site, once its log is read. */
export interface Room {
  readonly id: string;
  readonly chat: Chat;
  readonly hub: Hub;
  readonly renderer: Renderer;
  close(): Promise<void>;
}

/** What a site brings to run on. */
export interface Foundations {
  readonly directory: MemberDirectory;
  openStore(): Promise<EventStore>;
  /** Default: no other process shares the store. */
  openPresence?(log: (line: string) => void): Promise<PresenceStore>;
  /** Whether the site has the plan that the chat needs. Default: it has. */
  entitled?(context: ViewerContext): boolean | Promise<boolean>;
  /** Default: the standard error. */
  log?(line: string): void;
}

/** Everything that runs: the store, the chats, their hubs. Opening goes on by itself while the store is away. */
export async function createRuntime(
  { options, urls: urlConfig, build }: SiteConfig,
  { directory: given, openStore, openPresence, entitled = () => true, log = complain }: Foundations,
) {
  const directory = withOwners(checkedDirectory(given, log), options.owners);
  const urls = createUrls(urlConfig);
  const store = await openStore();
  const presence = await openPresence?.(log);
  const told = { store: store.name, log };
  const rooms = openAll(options.chatboxes, openRoom, { what: 'chatbox', unknown: 'CHAT_UNKNOWN', ...told });
  const menus = openAll(Object.keys(options.menu), (id) => openMenu(store, id, { log }), {
    what: 'menu',
    unknown: 'MENU_UNKNOWN',
    ...told,
  });

  /** Also for what is said of a chatbox that is not open. */
  function rendererOf(id: string): Renderer {
    return createRenderer(urls, { chat: id, timeZone: options.timeZone, build, max: MAX_GRAPHEMES });
  }

  async function openRoom(id: string): Promise<Room> {
    const chat = await openChat(store, id, { log });
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
    return {
      id,
      chat,
      hub,
      renderer,
      async close() {
        await hub.drain();
        await chat.close();
      },
    };
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
    room: rooms.get,
    /** @throws `MENU_UNKNOWN`, `STORE_UNAVAILABLE` */
    menu: menus.get,
    /** The menu, if it is there at once. */
    openedMenu: menus.opened,
    viewer: (context: ViewerContext): Promise<Viewer | undefined> => directory.viewer(context),
    async close(): Promise<void> {
      await rooms.close();
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

import type { AstroGlobal } from 'astro';
import { ChatboxError } from '../../events/core/errors.ts';
import { standing } from '../../events/menu/standing.ts';
import { chatboxWidget, type Widget } from '../../events/menu/widget.ts';
import { createRenderer } from '../fragments/renderer.ts';
import { pageLocale } from '../http/locale.ts';
import { offerOf, openedSoon, standingMenu } from '../http/manager/menus.ts';
import { createUrls } from '../http/urls.ts';
import { getRuntime, site } from '../runtime.ts';
import { placeChatbox } from './place-chatbox.ts';

/** What stands in one place of the menu: a slot of the site's, or the markup of a chatbox. */
export interface Placed {
  readonly id: string;
  readonly html?: string;
}

/** A vertical menu as one page has it. */
export interface Arranged {
  readonly widgets: readonly Placed[];
  /** Of a prerendered page: the style sheet that says the order, and which chatboxes are in the menu. */
  readonly order?: string;
}

/**
 * On demand, the menu is sent in its order. While a site is built nobody knows it, nor while the store is away: all that
 * it may hold is sent.
 */
export async function verticalMenu(astro: AstroGlobal, menu: string, slots: readonly string[]): Promise<Arranged> {
  if (site.options.menu[menu] === undefined) throw unknownMenu(menu);
  if (astro.isPrerendered) return unarranged(astro, menu, slots);
  const runtime = await getRuntime().catch(() => undefined);
  const opened = runtime && (await openedSoon(runtime, menu));
  if (runtime === undefined || opened === undefined) return unarranged(astro, menu, slots);
  const saved = standingMenu(opened, offerOf(runtime, menu));
  const shown = async ({ id, chatbox }: Widget): Promise<Placed> =>
    chatbox === undefined
      ? { id }
      : { id, html: await placeChatbox(astro, { ...chatbox.options, id: chatbox.chat, menu }) };
  const widgets = withUndeclared(saved, menu, slots).filter(({ chatbox }) => !hasPage(astro, chatbox?.chat));
  return { widgets: await Promise.all(widgets.map(shown)) };
}

function unarranged(astro: AstroGlobal, menu: string, slots: readonly string[]): Arranged {
  const chats = site.options.chatboxes.filter((chat) => astro.isPrerendered || !hasPage(astro, chat));
  const all = [...withUndeclared([], menu, slots), ...chats.map((chat) => chatboxWidget(chat))];
  const hidden = ({ id, chatbox }: Widget): Placed =>
    chatbox === undefined ? { id } : { id, html: later(astro, chatbox.chat, menu) };
  return { widgets: all.map(hidden), order: createUrls(site.urls).menuOrder(menu) };
}

/** On the page of its own a chatbox stands there: its messages carry ids that a page holds once. */
function hasPage(astro: AstroGlobal, chat: string | undefined): boolean {
  const { pathname, searchParams } = astro.url;
  const locale = pageLocale(astro.currentLocale, site.options.locale);
  const page = new URL(createUrls(site.urls).page(chat ?? '', locale), astro.url).pathname;
  const shown = searchParams.get('chat') ?? site.urls.chat;
  return pathname.replace(/\/$/, '') === page.replace(/\/$/, '') && chat === shown;
}

/** A slot that the option `menu` does not name cannot be placed by an owner; it is not lost for that. */
function withUndeclared(saved: readonly Widget[], menu: string, slots: readonly string[]): readonly Widget[] {
  const declared = (site.options.menu[menu] ?? []).map(({ id }) => id);
  const undeclared = slots.filter((id) => id !== 'default' && !declared.includes(id)).map((id) => ({ id }));
  const offer = { widgets: declared, chats: site.options.chatboxes };
  return [...standing(saved, offer).filter(({ id, chatbox }) => chatbox || slots.includes(id)), ...undeclared];
}

/**
 * What is painted at once, and the element that it goes into where the menu has it: a hidden chatbox must open no
 * stream.
 */
function later(astro: AstroGlobal, chat: string, menu: string): string {
  const { options, urls, build } = site;
  const renderer = createRenderer(createUrls(urls), { chat, timeZone: options.timeZone, build });
  const locale = pageLocale(astro.currentLocale, options.locale);
  return `${renderer.waiting(locale)}<template>${renderer.host('', locale, { menu })}</template>`;
}

const unknownMenu = (menu: string): ChatboxError =>
  new ChatboxError(
    'OPTION_INVALID',
    `<VerticalMenu id="${menu}">: chatbox({ menu }) names no such menu, only: ${Object.keys(site.options.menu).join(', ')}.\n` +
      `Hint: chatbox({ menu: { ${JSON.stringify(menu)}: [{ id: 'navigation', title: 'Navigation' }] } }).`,
  );

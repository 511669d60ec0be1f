import { setTimeout as delay } from 'node:timers/promises';
import type { WidgetOptions } from '../../../events/menu/events.ts';
import type { Menu } from '../../../events/menu/open.ts';
import { standing } from '../../../events/menu/standing.ts';
import type { Offer, Widget } from '../../../events/menu/widget.ts';
import type { Runtime } from '../../create-runtime.ts';

type Configured = Pick<Runtime, 'options'>;

/** The menu of an address, or a component, that names none: the first of the site. */
export const mainMenu = ({ options }: Configured): string => Object.keys(options.menu)[0] ?? '';

/** What the site has to place in one menu. */
export const offerOf = ({ options }: Configured, menu: string): Offer => ({
  widgets: (options.menu[menu] ?? []).map(({ id }) => id),
  chats: options.chatboxes,
});

export const standingMenu = (menu: Menu, offer: Offer): readonly Widget[] => standing(menu.state.widgets, offer);

/** A page waits for its menu as long as nobody notices, or has the default one: the store may be away. */
export async function openedSoon(runtime: Pick<Runtime, 'menu' | 'openedMenu'>, id: string): Promise<Menu | undefined> {
  const none = (): undefined => undefined;
  return runtime.openedMenu(id) ?? Promise.race([runtime.menu(id).catch(none), delay(PATIENCE).then(none)]);
}
const PATIENCE = 400;

/** Whether a chatbox stands in one of the site's menus. */
export const isPlaced = (runtime: Pick<Runtime, 'options' | 'openedMenu'>, chat: string): boolean =>
  Object.keys(runtime.options.menu).some((id) => widgetOptions(runtime, id, chat) !== undefined);

/** How a chatbox stands in a menu; none where it does not. */
export function widgetOptions(
  runtime: Pick<Runtime, 'options' | 'openedMenu'>,
  menu: string,
  chat: string,
): WidgetOptions | undefined {
  const opened = runtime.openedMenu(menu);
  const widgets = opened === undefined ? [] : standingMenu(opened, offerOf(runtime, menu));
  return widgets.find(({ chatbox }) => chatbox?.chat === chat)?.chatbox?.options;
}

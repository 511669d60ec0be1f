import { ChatboxError } from '../events/core/errors.ts';
import type { Menu } from '../events/menu/open.ts';
import { soon } from './soon.ts';

/** The vertical menus of the site, opened by themselves. */
export function openMenus(ids: readonly string[], open: (id: string) => Promise<Menu>, log: (line: string) => void) {
  const ready = new Map<string, Menu>();
  const opening = new Map(
    ids.map((id) => {
      const menu = open(id);
      // Told to whoever asks for it; here it only must not end the process.
      menu.then(
        (opened) => ready.set(id, opened),
        (error: unknown) => log(`the menu "${id}" cannot be opened: ${error}`),
      );
      return [id, menu];
    }),
  );
  return {
    /** @throws `MENU_UNKNOWN`, `STORE_UNAVAILABLE` */
    async menu(id: string): Promise<Menu> {
      const menu = ready.get(id) ?? opening.get(id);
      if (menu === undefined) throw new ChatboxError('MENU_UNKNOWN', `There is no menu "${id.slice(0, 40)}".`);
      return menu instanceof Promise ? soon(menu) : menu;
    },
    /** The menu, if it is there at once. */
    openedMenu: (id: string): Menu | undefined => ready.get(id),
    async close(): Promise<void> {
      for (const menu of ready.values()) await menu.close();
    },
  };
}

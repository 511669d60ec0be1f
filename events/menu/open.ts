import { Aggregate } from '../core/aggregate.ts';
import type { EventStore } from '../core/event-store.ts';
import type { MenuCommand } from './commands.ts';
import { menuDecider } from './decider.ts';
import { type MenuEvent, menuCodec, menuStream } from './events.ts';
import type { MenuState } from './state.ts';

/** One vertical menu, live. */
export type Menu = Aggregate<MenuState, MenuCommand, MenuEvent>;

/** Opens a menu by its id, on any store. */
export const openMenu = (
  store: EventStore,
  id: string,
  more: { readonly log?: (line: string) => void } = {},
): Promise<Menu> => Aggregate.open({ stream: menuStream(id), store, decider: menuDecider, codec: menuCodec, ...more });

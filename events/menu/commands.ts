import type { CommandMeta } from '../core/command.ts';
import type { Actor } from '../core/event.ts';
import type { Offer, Widget } from './widget.ts';

/** The whole menu as an owner wants it. */
export interface SaveMenu {
  readonly kind: 'SaveMenu';
  readonly meta: CommandMeta;
  readonly actor: Actor;
  /** Revision of the last event of the menu that the owner's page showed (-1: none yet). */
  readonly seen: number;
  readonly widgets: readonly Widget[];
  readonly offer: Offer;
}

export type MenuCommand = SaveMenu;

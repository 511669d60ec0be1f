import type { Actor } from '../core/event.ts';
import type { Offer, Widget } from './widget.ts';

/** What a command brings: time and ids come in from outside, never from the decider. */
export interface CommandMeta {
  /** ISO 8601 UTC, by the clock of this process. */
  readonly now: string;
  /** A UUID of this command; the ids of its events follow from it. */
  readonly id: string;
  readonly correlation: string;
}

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

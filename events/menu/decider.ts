import { metaOf } from '../core/command.ts';
import type { Decider, Decision } from '../core/decider.ts';
import type { Proposed } from '../core/event.ts';
import { uuidv5 } from '../core/uuid.ts';
import type { MenuCommand, SaveMenu } from './commands.ts';
import { difference } from './difference.ts';
import type { MenuEvent } from './events.ts';
import { evolve } from './evolve.ts';
import * as no from './refusals.ts';
import { standing } from './standing.ts';
import { initialState, type MenuState } from './state.ts';
import { isOffered } from './widget.ts';

/** One save is one append of what differs. */
function decide(command: SaveMenu, state: MenuState): Decision<MenuEvent> {
  const { meta, actor, seen, widgets, offer } = command;
  if (!actor.roles.includes('owner')) throw new no.NotAnOwner();
  for (const [index, widget] of widgets.entries()) {
    if (!isOffered(widget, offer)) throw new no.WidgetUnknown({ widget: widget.id });
    if (widgets.findIndex(({ id }) => id === widget.id) !== index) throw new no.WidgetTwice({ widget: widget.id });
  }
  // It stands so already: sent twice, two owners of one mind, or nothing was changed.
  if (difference(standing(state.widgets, offer), widgets).length === 0) return { events: [] };
  if (seen !== state.revision) throw new no.MenuChanged();

  const common = metaOf(meta, actor, state.lastAt);
  const events = difference([...state.widgets], widgets).map(
    ({ type, data }): Proposed<MenuEvent> =>
      ({ id: uuidv5(meta.correlation, type, data.widget), type, v: 1, data, meta: common }) as Proposed<MenuEvent>,
  );
  return { events };
}

export const menuDecider: Decider<MenuState, MenuCommand, MenuEvent> = { initialState, decide, evolve };

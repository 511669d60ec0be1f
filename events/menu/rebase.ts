import { List } from 'immutable';
import { type Change, difference } from './difference.ts';
import { changed } from './evolve.ts';
import type { Widget } from './widget.ts';

/**
 * One owner's draft on top of what another saved meanwhile: the draft's own changes, done again over the other's. What
 * both changed is as in the draft; a widget that the other removed and the draft moved or set comes back.
 */
export function rebase(
  base: readonly Widget[],
  draft: readonly Widget[],
  theirs: readonly Widget[],
): readonly Widget[] {
  const again = (widgets: List<Widget>, change: Change): List<Widget> => {
    const { type, data } = change;
    const widget = draft.find(({ id }) => id === data.widget);
    const isThere = widgets.some(({ id }) => id === data.widget);
    if (widget === undefined || (type === 'WidgetConfigured' && isThere)) return changed(widgets, change);
    const place = { widget: widget.id, ...below(widget, draft, widgets) };
    if (type === 'WidgetMoved' && isThere) return changed(widgets, { type, data: place });
    return changed(widgets, { type: 'WidgetAdded', data: { ...place, chatbox: widget.chatbox } });
  };
  return [...difference(base, draft).reduce(again, List(theirs))];
}

/** The nearest widget above it in the draft that is there. */
function below(widget: Widget, draft: readonly Widget[], widgets: List<Widget>): { readonly after?: string } {
  const above = draft.slice(0, draft.indexOf(widget)).findLast(({ id }) => widgets.some((one) => one.id === id));
  return above === undefined ? {} : { after: above.id };
}

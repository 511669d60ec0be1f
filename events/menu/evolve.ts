import type { List } from 'immutable';
import type { Recorded } from '../core/event.ts';
import type { Change } from './difference.ts';
import type { MenuEvent, MenuEventOf } from './events.ts';
import type { MenuState } from './state.ts';
import type { Widget } from './widget.ts';

export const evolve = (state: MenuState, event: Recorded<MenuEvent>): MenuState => ({
  widgets: changed(state.widgets, event),
  revision: Number(event.revision),
  lastAt: event.meta.at,
});

/** The menu after one change. What is said of a widget that is not there changes nothing. */
export function changed(widgets: List<Widget>, change: Change): List<Widget> {
  switch (change.type) {
    case 'WidgetAdded': {
      const { widget: id, after, chatbox } = change.data;
      return put(widgets, chatbox ? { id, chatbox } : { id }, after);
    }
    case 'WidgetMoved': {
      const widget = widgets.find(({ id }) => id === change.data.widget);
      return widget === undefined ? widgets : put(widgets, widget, change.data.after);
    }
    case 'WidgetConfigured':
      return widgets.map((widget) =>
        widget.id === change.data.widget ? configured(widget, change.data.options) : widget,
      );
    case 'WidgetRemoved':
      return widgets.filter(({ id }) => id !== change.data.widget);
    default:
      return change satisfies never;
  }
}

/** A widget stands below one that is not there any more: then it is the last. */
function put(widgets: List<Widget>, widget: Widget, after: string | undefined): List<Widget> {
  const others = widgets.filter(({ id }) => id !== widget.id);
  if (after === undefined) return others.unshift(widget);
  const place = others.findIndex(({ id }) => id === after);
  return place < 0 ? others.push(widget) : others.insert(place + 1, widget);
}

function configured(widget: Widget, options: MenuEventOf<'WidgetConfigured'>['data']['options']): Widget {
  const { chatbox } = widget;
  if (chatbox === undefined) return widget;
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return { ...widget, chatbox: { ...chatbox, options: { ...chatbox.options, ...given } } };
}

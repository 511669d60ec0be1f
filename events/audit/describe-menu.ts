import type { MenuEvent, MenuEventOf, WidgetOptions } from '../menu/events.ts';
import type { MenuState } from '../menu/state.ts';

/** One event of a menu in words. @param before the menu as it was until then */
export function describeMenu(event: MenuEvent, before: MenuState): string {
  const { widget } = event.data;
  switch (event.type) {
    case 'WidgetAdded':
    case 'WidgetMoved':
      return `${widget} ${event.data.after === undefined ? 'at the top' : `below ${event.data.after}`}`;
    case 'WidgetConfigured': {
      const old = before.widgets.find(({ id }) => id === widget)?.chatbox?.options;
      return `${widget}, ${changesOf(old, event.data.options).join('; ')}`;
    }
    case 'WidgetRemoved':
      return widget;
    default:
      return event satisfies never;
  }
}

const changesOf = (
  old: WidgetOptions | undefined,
  options: MenuEventOf<'WidgetConfigured'>['data']['options'],
): string[] =>
  Object.entries(options).map(
    ([name, value]) =>
      `${name}: ${old === undefined ? '' : `${JSON.stringify(Reflect.get(old, name))} → `}${JSON.stringify(value)}`,
  );

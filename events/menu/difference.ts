import type { MenuEventOf, WidgetOptions } from './events.ts';
import { staying } from './order.ts';
import type { Widget } from './widget.ts';

/** What would happen, without the envelope of an event. */
export type Change = { [T in MenuEventType]: Pick<MenuEventOf<T>, 'type' | 'data'> }[MenuEventType];
type MenuEventType = 'WidgetAdded' | 'WidgetConfigured' | 'WidgetMoved' | 'WidgetRemoved';

/** The least that makes one menu of another. In this order, each widget finds the one it goes below in its place. */
export function difference(before: readonly Widget[], wanted: readonly Widget[]): Change[] {
  const known = new Map(before.map((widget) => [widget.id, widget]));
  const kept = new Set(wanted.map(({ id }) => id));
  const stay = staying(
    before.map(({ id }) => id).filter((id) => kept.has(id)),
    wanted.map(({ id }) => id).filter((id) => known.has(id)),
    // Where either could have moved, say that the chatbox did.
    (id) => known.get(id)?.chatbox === undefined,
  );
  const removed = before.filter(({ id }) => !kept.has(id));
  return [
    ...removed.map(({ id }): Change => ({ type: 'WidgetRemoved', data: { widget: id } })),
    ...wanted.flatMap((widget, index) => changesOf(widget, known.get(widget.id), wanted[index - 1]?.id, stay)),
  ];
}

function changesOf(
  widget: Widget,
  old: Widget | undefined,
  after: string | undefined,
  stay: ReadonlySet<string>,
): Change[] {
  const { id, chatbox } = widget;
  const below = after === undefined ? {} : { after };
  if (old === undefined) return [{ type: 'WidgetAdded', data: { widget: id, ...below, ...(chatbox && { chatbox }) } }];
  const changes: Change[] = stay.has(id) ? [] : [{ type: 'WidgetMoved', data: { widget: id, ...below } }];
  const options = chatbox && old.chatbox && changedOptions(old.chatbox.options, chatbox.options);
  if (options && Object.keys(options).length > 0)
    changes.push({ type: 'WidgetConfigured', data: { widget: id, options } });
  return changes;
}

/** The options that differ, as they are wanted. */
function changedOptions(old: WidgetOptions, wanted: WidgetOptions): Partial<WidgetOptions> {
  const isChanged = (name: string): boolean => Reflect.get(old, name) !== Reflect.get(wanted, name);
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => isChanged(name)));
}

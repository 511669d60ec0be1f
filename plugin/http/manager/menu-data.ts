import { difference } from '../../../events/menu/difference.ts';
import type { Offer, Widget } from '../../../events/menu/widget.ts';
import type { Mark, MenuPageData, MenuRow } from '../../fragments/manager/types.ts';
import { type DraftRow, optionsOf, typedOf, widgetsOf } from './menu-form.ts';

interface Shown {
  readonly saved: readonly Widget[];
  readonly rows: readonly DraftRow[];
  readonly offer: Offer;
  readonly titleOf: (id: string) => string;
  /** Whose options are shown open: the one that was just added. */
  readonly open: string | undefined;
}

/** What a draft looks like beside what is saved. */
export function draftData({
  saved,
  rows,
  offer,
  titleOf,
  open,
}: Shown): Pick<MenuPageData, 'rows' | 'removed' | 'offered' | 'order'> {
  const marks = marksOf(saved, rows);
  const isShown = (id: string): boolean => rows.some((row) => row.id === id);
  return {
    rows: rows.map(({ id, chatbox }): MenuRow => {
      const title = titleOf(id);
      if (chatbox === undefined) return { id, title, mark: marks.get(id), chatbox };
      const before = saved.find((widget) => widget.id === id)?.chatbox?.options;
      const { wrong } = optionsOf(chatbox.typed, before);
      const isOpen = open === id || wrong.length > 0;
      return {
        id,
        title,
        mark: marks.get(id) ?? (wrong.length > 0 ? 'configured' : undefined),
        chatbox: { ...chatbox, saved: before && typedOf(before), wrong, open: isOpen },
      };
    }),
    removed: saved.filter(({ id }) => !isShown(id)).map(({ id }) => ({ id, title: titleOf(id) })),
    offered: offer.chats
      .filter((chat) => !isShown(`chatbox:${chat}`) && saved.every(({ chatbox }) => chatbox?.chat !== chat))
      .map((chat) => ({ chat, title: titleOf(`chatbox:${chat}`) })),
    order: saved.map(({ id }) => id),
  };
}

function marksOf(saved: readonly Widget[], rows: readonly DraftRow[]): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const { type, data } of difference(saved, widgetsOf(rows, saved))) {
    if (type === 'WidgetAdded') marks.set(data.widget, 'added');
    else if (type === 'WidgetMoved') marks.set(data.widget, 'moved');
    else if (type === 'WidgetConfigured' && !marks.has(data.widget)) marks.set(data.widget, 'configured');
  }
  return marks;
}

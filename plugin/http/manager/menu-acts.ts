import { chatboxWidget, type Offer, type Widget } from '../../../events/menu/widget.ts';
import { type DraftRow, draftOf, type MenuForm } from './menu-form.ts';

/** What one press does to a draft, where there is no JavaScript: nothing is saved by it. */
export function afterAct(
  { act, rows, out }: Omit<MenuForm, 'seen'>,
  saved: readonly Widget[],
  offer: Offer,
): readonly DraftRow[] {
  const [, verb, id = ''] = /^(up|down|remove|add):(.+)$/.exec(act) ?? [];
  const place = rows.findIndex((row) => row.id === id);
  switch (verb) {
    case 'up':
      return place > 0 ? swapped(rows, place - 1) : rows;
    case 'down':
      return place >= 0 && place < rows.length - 1 ? swapped(rows, place) : rows;
    case 'remove':
      // The site's own belong to its code: they move, and stay.
      return rows.filter((row) => row.id !== id || row.chatbox === undefined);
    case 'add':
      return place < 0 ? added(id, { rows, out }, saved, offer) : rows;
    default:
      return rows;
  }
}

const swapped = (rows: readonly DraftRow[], place: number): DraftRow[] => {
  const [first, second] = rows.slice(place, place + 2);
  return rows.toSpliced(place, 2, ...(second ? [second] : []), ...(first ? [first] : []));
};

/** One that was removed comes back as it was, below the nearest that it is saved below; a new one is the last. */
function added(
  id: string,
  { rows, out }: Pick<MenuForm, 'rows' | 'out'>,
  saved: readonly Widget[],
  offer: Offer,
): readonly DraftRow[] {
  const all = [...saved, ...offer.chats.map((chat) => chatboxWidget(chat))];
  const row = [...out, ...draftOf(all)].find((one) => one.id === id);
  if (row === undefined) return rows;
  const before = saved.findIndex((widget) => widget.id === id);
  if (before < 0) return [...rows, row];
  const above = saved.slice(0, before).findLast((one) => rows.some((row) => row.id === one.id));
  return rows.toSpliced(rows.findIndex((row) => row.id === above?.id) + 1, 0, row);
}

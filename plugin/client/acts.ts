import { isForOther, memberHeader } from './member-header.ts';
import type { Room } from './room.ts';

const open = new WeakMap<Element, AbortController>();

/** Opens what a member may do with one message, or closes it. The focus goes in, and comes back. */
export async function toggle(link: HTMLAnchorElement, room: Room): Promise<void> {
  const row = link.closest('article');
  if (!row) return;
  if (row.querySelector('.cb-panel, :scope > .cb-note')) return close(row);
  const answer = await fetch(link.href, { headers: { 'HX-Request': 'true', ...memberHeader(link) } }).then(
    (given) => given.text(),
    () => undefined,
  );
  if (isForOther(answer)) return room.refresh();
  if (!row.isConnected || row.querySelector('.cb-panel')) return;
  // What stands before the site may answer in its place, with a page of its own.
  const shown = room.parse(answer ?? '').querySelector('.cb-panel, .cb-note.cb-bad');
  if (!shown) return room.away();
  link.ariaExpanded = 'true';
  row.append(shown);
  room.localize(row);
  enter(row);
  const closed = new AbortController();
  const { signal } = closed;
  open.set(row, closed);
  room.process(row);
  // What opens in it must be seen too. `toggle` does not bubble.
  const show = (): void => row.querySelector('.cb-panel')?.scrollIntoView({ block: 'nearest' });
  row.addEventListener('toggle', show, { signal, capture: true });
  show();
  // A mute, or its end, is answered with the panel anew: what was pressed left with the old one.
  row.addEventListener(
    'htmx:after:swap',
    () => {
      if (document.activeElement === document.body) enter(row);
    },
    { signal },
  );
  row.addEventListener(
    'keydown',
    ({ key }) => {
      if (key === 'Escape') close(row);
    },
    { signal },
  );
  row.addEventListener(
    'click',
    (event) => {
      const chosen = event.target instanceof Element ? event.target.closest('.cb-close, .cb-write') : null;
      if (!chosen) return;
      if (chosen.matches('.cb-close')) event.preventDefault();
      close(row);
    },
    { signal },
  );
}

const enter = (row: Element): void =>
  row.querySelector<HTMLElement>('.cb-panel :is(a:not(.cb-close), summary, button, input:not([type=hidden]))')?.focus();

function close(row: Element): void {
  open.get(row)?.abort();
  const link = row.querySelector<HTMLElement>('a.cb-acts');
  const inside = row.querySelector('.cb-panel')?.contains(document.activeElement);
  for (const panel of row.querySelectorAll('.cb-panel, :scope > .cb-note')) panel.remove();
  if (link) link.ariaExpanded = 'false';
  if (inside) link?.focus();
}

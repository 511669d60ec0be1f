import { drag } from './drag.ts';
import { marks } from './marks.ts';
import { refresh } from './refresh.ts';
import { unsaved } from './unsaved.ts';

/** The page Menus: widgets move at once; what is added or removed comes from the site, as without JavaScript. */
export function watchMenu(page: HTMLElement, form: HTMLFormElement, signal: AbortSignal): void {
  const list = form.querySelector<HTMLElement>('.cb-widgets');
  if (!list) return;
  const texts: Readonly<Record<string, string>> = JSON.parse(form.querySelector('.cb-texts')?.textContent ?? '{}');
  const spoken = form.querySelector('.cb-spoken');
  const marked = marks(form, list);
  const count = unsaved(form, marked.count, signal);

  const speak = (row: HTMLElement, what = 'place'): void => {
    const rows = [...list.children];
    const place = String(rows.indexOf(row) + 1);
    const said = (texts[what] ?? '').replace('{widget}', row.dataset.title ?? '').replace('{place}', place);
    if (spoken) spoken.textContent = said.replace('{n}', String(rows.length));
  };
  const settled = (row: HTMLElement): void => {
    marked.moved(row);
    count();
  };
  /** @returns whether it went anywhere. */
  const move = (row: HTMLElement, to: number): boolean => {
    const rows = [...list.children];
    const from = rows.indexOf(row);
    const target = rows[Math.max(0, Math.min(to, rows.length - 1))];
    if (!target || target === row) return false;
    const focused = document.activeElement;
    if (to < from) target.before(row);
    else target.after(row);
    if (focused instanceof HTMLElement && row.contains(focused)) focused.focus();
    row.scrollIntoView({ block: 'nearest' });
    settled(row);
    return true;
  };
  const rowOf = (target: EventTarget | null): HTMLElement | null =>
    target instanceof Element ? target.closest<HTMLElement>('.cb-widgets > li') : null;

  form.addEventListener('input', ({ target }) => marked.typed(rowOf(target)), { signal, capture: true });
  form.addEventListener(
    'submit',
    (event) => {
      const { submitter } = event;
      const [act, row] = submitter instanceof HTMLButtonElement ? [submitter.value, rowOf(submitter)] : ['save', null];
      if (act === 'save') return;
      event.preventDefault();
      const step = act.startsWith('up:') ? -1 : act.startsWith('down:') ? 1 : 0;
      if (step === 0 || !row) {
        void refresh(page, form, act).catch(() => {
          if (spoken) spoken.textContent = texts.failed ?? '';
        });
        return;
      }
      move(row, [...list.children].indexOf(row) + step);
      speak(row);
    },
    { signal, capture: true },
  );
  form.addEventListener(
    'keydown',
    (event) => {
      const row = rowOf(event.target);
      if (!row || !(event.target instanceof Element) || !event.target.matches('.cb-handle')) return;
      const place = [...list.children].indexOf(row);
      const to = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: list.children.length - 1 }[event.key];
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      move(row, to);
      speak(row);
    },
    { signal },
  );
  drag(list, { speak, settled }, signal);
  for (const row of list.querySelectorAll<HTMLElement>(':scope > li')) marked.typed(row);
  count();
}

import { parse } from './parse.ts';

/** Shows who is here; whoever was choosing somebody goes on choosing. */
export function showPresence(box: HTMLElement, html: string): void {
  const old = box.querySelector('.cb-present');
  const list = parse(html).firstElementChild;
  if (!old || !(list instanceof HTMLElement) || old.isEqualNode(list)) return;
  const chosen = old.querySelector<HTMLElement>(':focus')?.dataset.login;
  const { scrollLeft } = old;
  old.replaceWith(list);
  list.scrollLeft = scrollLeft;
  const same = chosen && list.querySelector<HTMLElement>(`[data-login="${CSS.escape(chosen)}"]`);
  if (chosen) (same || list.querySelector('a'))?.focus({ preventScroll: true });
  const count = box.querySelector<HTMLElement>('.cb-count');
  if (!count) return;
  count.textContent = list.dataset.count ?? '';
  count.title = list.ariaLabel ?? '';
}

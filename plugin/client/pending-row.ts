import { button } from './button.ts';
import type { Say } from './texts.ts';

/** The server's own template of a message by this member, with these words. */
export function rowFor(template: Element | null, text: string, isPrivate: boolean): HTMLElement {
  const blank = template instanceof HTMLTemplateElement ? template.content.firstElementChild?.cloneNode(true) : null;
  const row = blank instanceof HTMLElement ? blank : document.createElement('article');
  row.removeAttribute('id');
  row.dataset.seq = 'Infinity';
  row.classList.toggle('cb-private', isPrivate);
  row.querySelector('.cb-acts')?.remove();
  const words = row.querySelector('.cb-text');
  if (words) words.textContent = text;
  row.querySelector('time')?.setAttribute('datetime', new Date().toISOString());
  return row;
}

/** On its way. A screen reader hears the message when it stands, or that it does not. */
export function showPending(row: HTMLElement): void {
  row.classList.add('cb-pending');
  row.classList.remove('cb-unsent');
  row.ariaHidden = 'true';
  row.querySelector('.cb-why')?.remove();
}

/** Not sent: why, and what can be done. */
export function showUnsent(row: HTMLElement, reason: string, say: Say): void {
  showPending(row);
  row.classList.replace('cb-pending', 'cb-unsent');
  row.ariaHidden = null;
  const why = document.createElement('p');
  why.className = 'cb-why';
  why.setAttribute('role', 'alert');
  why.append(`${reason} `, button(say('retry'), 'retry'), ' ', button(say('discard'), 'discard'));
  row.append(why);
}

import { addressOf, written } from './addressing.ts';
import { button } from './button.ts';
import { grow } from './grow.ts';
import { left } from './length.ts';
import type { Room } from './room.ts';

/** Characters left from which on they are counted. */
const NEAR = 100;

export interface AudienceOptions {
  field(): HTMLTextAreaElement | undefined;
  /** Whether somebody has a login, as far as the site says. */
  has(login: string): Promise<boolean>;
  /** A recipient was taken off by hand. */
  withdrawn(login: string): void;
}

/** Who will read what is being written, and how the form says so: in words, by chips and by its colour. */
export function audience(
  { part, say, language }: Room,
  { field, has, withdrawn }: AudienceOptions,
): (logins: readonly string[]) => void {
  const names = new Intl.ListFormat(language);
  let to: readonly string[] = [];
  const unknown = new Set<string>();
  let shown = '';

  const isMe = (login: string): boolean => login === part('.chatbox')?.dataset.login;
  const check = async (login: string): Promise<void> => {
    if (isMe(login) || (await has(login))) unknown.delete(login);
    else unknown.add(login);
    show();
  };
  const chip = (login: string): HTMLElement => {
    const element = document.createElement('span');
    const off = button('×', 'withdraw');
    off.ariaLabel = say('withdraw', { who: login });
    off.addEventListener('click', () => withdrawn(login));
    off.addEventListener('keydown', (event) => {
      const erases = event.key === 'Backspace' || event.key === 'Delete';
      if (erases && !event.repeat) withdrawn(login);
      if (erases || event.repeat) event.preventDefault();
      // Whoever writes on writes in the field.
      else if (event.key.length === 1 && event.key !== ' ') field()?.focus();
    });
    element.className = unknown.has(login) ? 'cb-chip cb-unknown' : 'cb-chip';
    element.append(login, off);
    return element;
  };
  const show = (): void => {
    const form = part('.cb-composer');
    const area = field();
    const chips = part('.cb-chips');
    if (!form || !area || !chips) return;
    grow(area);
    const text = written(to, area.value);
    const isPrivate = addressOf(text).kind !== 'public';
    const who = isPrivate ? names.format(to) : '';
    form.classList.toggle('cb-private', isPrivate);
    // A button that has the focus is not replaced for nothing.
    const state = JSON.stringify([isPrivate, to, [...unknown]]);
    if (chips.hidden === isPrivate || state !== shown) {
      shown = state;
      chips.hidden = !isPrivate;
      chips.replaceChildren(...(isPrivate ? [say('audience'), ...to.map(chip)] : []));
    }
    const label = who ? say('labelPrivate', { who }) : undefined;
    name(area, label);
    hint(area, label);
    const send = form.querySelector('.cb-send');
    if (send) name(send, who ? say('sendPrivate', { who }) : undefined);
    words(form, who);
    count(form, text);
  };
  /** Read out as it changes: who listens must not slip either. */
  const words = (form: Element, who: string): void => {
    const note = form.querySelector<HTMLElement>('.cb-note:not(.cb-bad)');
    if (!note) return;
    const nobody = to.find((login) => unknown.has(login));
    const readers = who && say('onlyThem', { who: names.format([say('you'), ...to.filter((one) => !isMe(one))]) });
    const now = nobody ? say('unknown', { who: nobody }) : readers;
    note.ariaLive = 'polite';
    if (note.textContent !== now) note.textContent = now;
  };
  const count = (form: HTMLElement, text: string): void => {
    const counter = form.querySelector('.cb-counter');
    if (!counter) return;
    const more = left(text, Number(form.dataset.max));
    counter.textContent = more > NEAR ? '' : say(more < 0 ? 'over' : 'left', { n: Math.abs(more) });
    counter.classList.toggle('cb-over', more < 0);
  };
  return (logins) => {
    const fresh = logins.filter((login) => !to.includes(login));
    to = logins;
    show();
    fresh.forEach(check);
  };
}

/** The server's own words, or others for as long as they hold. */
const inPlaceOf =
  (attribute: string, own = new WeakMap<Element, string>()) =>
  (element: Element, words: string | undefined): void => {
    const first = own.get(element) ?? element.getAttribute(attribute) ?? '';
    own.set(element, first);
    element.setAttribute(attribute, words ?? first);
  };
const name = inPlaceOf('aria-label');
const hint = inPlaceOf('placeholder');

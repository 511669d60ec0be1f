import { addressOf } from './addressing.ts';
import type { Room } from './room.ts';

/** The word under the caret, when it begins as a login does. */
const TOKEN = /(?<=^|\s)[@＠]([\p{L}\p{N}_.-]*)$/u;
const MOST = 6;
const PAUSE = 150;

export interface Completion {
  suggest(): void;
  close(): void;
  /** Whether a key was meant for the list. */
  key(event: KeyboardEvent): boolean;
  /** Whether somebody has that login, as far as the site says. */
  has(login: string): Promise<boolean>;
}

/**
 * Offers the logins of members: who is here, who wrote here, and whom else the site knows.
 * @param chosen those who read it already
 */
export function complete(
  room: Room,
  field: () => HTMLTextAreaElement | undefined,
  chosen: () => readonly string[],
): Completion {
  let active = 0;
  let turn = 0;
  const met = new Set<string>();

  const list = (): HTMLElement | null => room.part('.cb-suggest');
  const near = (): Set<string> => {
    const here = room.box.querySelectorAll<HTMLElement>('.cb-present [data-login], article[data-login]');
    return new Set([...here].map((one) => one.dataset.login ?? ''));
  };
  const token = (): string | undefined => {
    const area = field();
    if (!area || area.selectionStart !== area.selectionEnd) return undefined;
    return TOKEN.exec(area.value.slice(0, area.selectionEnd))?.[1]?.normalize('NFKC').toLowerCase();
  };
  const ask = async (prefix: string): Promise<string[]> => {
    const url = room.part('.chatbox')?.dataset.logins;
    if (!url) return [];
    const answer = await fetch(`${url}${url.includes('?') ? '&' : '?'}prefix=${encodeURIComponent(prefix)}`);
    const logins: unknown = answer.ok ? await answer.json() : [];
    const found = Array.isArray(logins) ? logins.map(String) : [];
    for (const login of found) met.add(login);
    return found;
  };

  const show = (prefix: string): void => {
    const ul = list();
    const area = field();
    if (!ul || !area) return;
    const mine = room.part('.chatbox')?.dataset.login;
    const found = [...new Set([...near(), ...met])].filter(
      (one) => one.startsWith(prefix) && one !== mine && !chosen().includes(one),
    );
    ul.replaceChildren(
      ...found.slice(0, MOST).map((login, index) => {
        const option = document.createElement('li');
        option.id = `${ul.id}-${index}`;
        option.role = 'option';
        option.textContent = login;
        // Before the field would lose the focus.
        option.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          pick(login);
        });
        return option;
      }),
    );
    ul.hidden = found.length === 0;
    area.setAttribute('aria-autocomplete', 'list');
    move(0);
  };
  const move = (to: number): void => {
    const options = [...(list()?.children ?? [])];
    active = (to + options.length) % (options.length || 1);
    options.forEach((option, index) => {
      option.ariaSelected = String(index === active);
    });
    field()?.setAttribute('aria-activedescendant', options[active]?.id ?? '');
  };
  /** A mention with nothing to add; an address has yet to leave the text. */
  const isWhole = (): boolean => list()?.textContent === token() && addressOf(field()?.value ?? '').kind === 'public';
  const pick = (login: string): void => {
    const area = field();
    const prefix = token();
    close();
    if (!area || prefix === undefined) return;
    const end = area.selectionEnd;
    const start = area.value.slice(0, end).search(TOKEN);
    area.setRangeText(`@${login} `, start, end, 'end');
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const close = (): void => {
    turn += 1;
    const ul = list();
    if (ul) ul.hidden = true;
    field()?.removeAttribute('aria-activedescendant');
  };

  room.box.addEventListener('focusout', close, { signal: room.signal });

  return {
    close,
    suggest() {
      const prefix = token();
      if (prefix === undefined) return close();
      turn += 1;
      const mine = turn;
      show(prefix);
      setTimeout(async () => {
        if (mine !== turn) return;
        await ask(prefix).catch(() => []);
        if (mine === turn) show(prefix);
      }, PAUSE);
    },
    key(event) {
      const ul = list();
      if (!ul || ul.hidden) return false;
      const { key } = event;
      if (key === 'ArrowDown') move(active + 1);
      else if (key === 'ArrowUp') move(active - 1);
      else if (key === 'Escape') close();
      else if (key === 'Enter' && isWhole()) return false;
      else if ((key === 'Enter' || key === 'Tab') && !event.shiftKey) pick(ul.children[active]?.textContent ?? '');
      else return false;
      event.preventDefault();
      return true;
    },
    async has(login) {
      if (met.has(login) || near().has(login)) return true;
      try {
        return (await ask(login)).includes(login);
      } catch {
        // The server decides when it is there again.
        return true;
      }
    },
  };
}

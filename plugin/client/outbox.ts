import type { Room } from './room.ts';

const PATIENCE = 15_000;

/** A message on its way. It has its key from its first attempt on, so that a second one is the same command. */
export interface Entry {
  readonly text: string;
  readonly isPrivate: boolean;
  readonly row: HTMLElement;
  key: string;
  id: string;
}

export interface Outbox {
  add(text: string, isPrivate: boolean): void;
  /** Shows again what was sent without an answer on an earlier page. */
  restore(unsent: { readonly text: string; readonly key: string; readonly id: string }): void;
  /** The log was filled or added to: what arrived there another way is done. */
  settle(): void;
  clear(): void;
  unsent(): Entry | undefined;
  busy(): boolean;
}

export interface OutboxListener {
  /** Whether a refused text may go back to where it was typed. */
  mayReturn(): boolean;
  /** The server's words on it: the next form; or why it was refused, and the text that goes back. */
  answered(page: Document, refused?: string): void;
  changed(): void;
}

/** Sends one message after the other: the key of the next comes with the answer to the one before. */
export function outbox(room: Room, on: OutboxListener): Outbox {
  let entries: Entry[] = [];
  let busy = false;
  /** The key of a message that stands although nobody answered: the form's, until a fresh one comes. */
  let spent = '';

  const next = async (): Promise<void> => {
    const [entry] = entries;
    const form = room.part('.composer');
    if (busy || !entry || !(form instanceof HTMLFormElement)) return;
    const fields = new FormData(form);
    if (entry.key === '' && fields.get('key') === spent) return room.refresh();
    entry.key ||= String(fields.get('key'));
    entry.id ||= form.dataset.message ?? '';
    fields.set('key', entry.key);
    fields.set('text', entry.text);
    fields.set('audience', entry.isPrivate ? 'private' : 'public');
    entry.row.id = `m-${entry.id}`;
    mark(entry, false);
    on.changed();
    busy = true;
    const answer = await send(form.getAttribute('hx-post') ?? form.action, fields);
    busy = false;
    // Meanwhile the box may have become somebody else's.
    if (!entries.includes(entry)) return;
    const { status, page } = answer ?? { status: 0 };
    const refused = status >= 400 && status < 500;
    if (page && refused && entries.length === 1 && on.mayReturn()) {
      clear();
      return on.answered(page, entry.text);
    }
    if (!page?.querySelector('.composer') || status !== 200) {
      if (stands(entry)) return arrived(entry);
      if (page && refused) on.answered(page);
      mark(entry, true, (refused && page?.querySelector('.note')?.textContent) || undefined);
      // Refused, it is not there: with the next key it is another command.
      if (refused) entry.key = '';
      return on.changed();
    }
    entries = entries.filter((one) => one !== entry);
    room.show([...page.querySelectorAll('article')].map((row) => row.outerHTML).join(''));
    entry.row.remove();
    on.answered(page);
    void next();
  };

  /** Whether the stream brought it, or a fresh box. */
  const stands = ({ id, row }: Entry): boolean => {
    const found = id !== '' && room.part(`#${CSS.escape(`m-${id}`)}`);
    return found !== false && found !== null && found !== row;
  };
  const arrived = (entry: Entry): void => {
    entries = entries.filter((one) => one !== entry);
    spent = entry.key;
    on.changed();
    void next();
  };

  /** Pending, or not sent: why, and what to do. */
  const mark = (entry: Entry, failed: boolean, reason?: string): void => {
    const { row } = entry;
    row.classList.toggle('pending', !failed);
    row.classList.toggle('unsent', failed);
    // A screen reader hears the message when it stands, or that it does not.
    row.ariaHidden = String(!failed);
    row.querySelector('.why')?.remove();
    if (!failed) return;
    const why = document.createElement('p');
    why.className = 'why';
    why.setAttribute('role', 'alert');
    why.append(
      `${reason ?? room.say('unsent')} `,
      button('retry', room.say('retry')),
      ' ',
      button('discard', room.say('discard')),
    );
    row.append(why);
    room.append(row);
  };
  const append = (text: string, isPrivate: boolean, key = '', id = ''): Entry => {
    const entry = { text, isPrivate, key, id, row: rowOf(room, text, isPrivate) };
    entries.push(entry);
    room.append(entry.row);
    return entry;
  };
  const clear = (): void => {
    for (const { row } of entries) row.remove();
    entries = [];
  };

  room.box.addEventListener(
    'click',
    ({ target }) => {
      if (!(target instanceof Element)) return;
      const entry = entries.find(({ row }) => row.contains(target));
      if (!entry) return;
      const retries = target.matches('.retry');
      if (!retries && !target.matches('.discard')) return;
      room.part('.composer textarea')?.focus({ preventScroll: true });
      if (!retries) {
        entry.row.remove();
        entries = entries.filter((one) => one !== entry);
        on.changed();
      }
      void next();
    },
    { signal: room.signal },
  );

  return {
    add(text, isPrivate) {
      mark(append(text, isPrivate), false);
      void next();
    },
    restore({ text, key, id }) {
      if (room.part(`#${CSS.escape(`m-${id}`)}`) || entries.some((one) => one.id === id)) return on.changed();
      const entry = append(text, text.startsWith('@'), key, id);
      entry.row.id = `m-${id}`;
      mark(entry, true);
    },
    settle() {
      for (const entry of entries) {
        // While it is on its way, its answer brings the next key too.
        if (stands(entry)) {
          if (!busy) arrived(entry);
        } else if (!entry.row.isConnected) room.append(entry.row);
      }
      // A fresh box brought a fresh key.
      if (entries[0]?.key === '') void next();
      on.changed();
    },
    clear,
    unsent: () => entries.find(({ key }) => key !== ''),
    busy: () => busy,
  };
}

async function send(url: string, fields: FormData): Promise<{ status: number; page: Document } | undefined> {
  const body = new URLSearchParams();
  for (const [name, value] of fields) body.append(name, String(value));
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'HX-Request': 'true' },
      signal: AbortSignal.timeout(PATIENCE),
    });
    return { status: answer.status, page: new DOMParser().parseFromString(await answer.text(), 'text/html') };
  } catch {
    return undefined;
  }
}

function button(name: string, label: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = name;
  element.textContent = label;
  return element;
}

/** The server's own template of a message by this member, with these words. */
function rowOf(room: Room, text: string, isPrivate: boolean): HTMLElement {
  const template = room.part('template.row');
  const blank = template instanceof HTMLTemplateElement ? template.content.firstElementChild : null;
  const row = blank?.cloneNode(true);
  const article = row instanceof HTMLElement ? row : document.createElement('article');
  article.removeAttribute('id');
  article.dataset.seq = 'Infinity';
  article.classList.toggle('private', isPrivate);
  article.querySelector('.acts')?.remove();
  const words = article.querySelector('.text');
  if (words) words.textContent = text;
  article.querySelector('time')?.setAttribute('datetime', new Date().toISOString());
  return article;
}

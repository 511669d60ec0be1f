import { addressOf } from './addressing.ts';
import type { Unsent } from './drafts.ts';
import { rowFor, showPending, showUnsent } from './pending-row.ts';
import type { Room } from './room.ts';

const PATIENCE = 15_000;
/** ms: so long after it was written or tried last it is sent by itself once the line or the store is back. */
const SOON = 300_000;

/** A message on its way. It has its key from its first attempt on, so that a second one is the same command. */
export type Entry = { -readonly [Name in keyof Unsent]: Unsent[Name] } & {
  readonly isPrivate: boolean;
  readonly row: HTMLElement;
};

export interface Outbox {
  add(text: string): void;
  /** Shows again what was sent without an answer on an earlier page. */
  restore(unsent: readonly Unsent[]): void;
  /** The log was filled or added to: what arrived there another way is done. */
  settle(): void;
  /** The line is back, or the store: what was not sent is, under its key, and what was refused is not. */
  resume(): void;
  clear(): void;
  unsent(): readonly Unsent[];
  busy(): boolean;
}

export interface OutboxListener {
  /** Whether a refused text may go back to where it was typed. */
  mayReturn(): boolean;
  /** The server's words on it: the next form; or why it was refused, the text that goes back, and seconds to wait. */
  answered(page: Document, refused?: string, wait?: number): void;
  changed(): void;
}

/** Sends one message after the other: the key of the next comes with the answer to the one before. */
export function outbox(room: Room, on: OutboxListener): Outbox {
  let entries: Entry[] = [];
  /** On its way. */
  let busy: Entry | undefined;
  /** Keys that a message of this page may stand under: another under one of them would be refused. */
  const used = new Set<string>();

  const next = async (): Promise<void> => {
    const entry = entries.find(({ refused }) => !refused);
    const form = room.part('.cb-composer');
    if (busy || !entry || !(form instanceof HTMLFormElement)) return;
    const fields = new FormData(form);
    const key = String(fields.get('key'));
    if (entry.key === '' && used.has(key)) return room.refresh();
    entry.key ||= key;
    used.add(entry.key);
    entry.id ||= form.dataset.message ?? '';
    fields.set('key', entry.key);
    fields.set('text', entry.text);
    fields.set('audience', entry.isPrivate ? 'private' : 'public');
    entry.row.id = `m-${entry.id}`;
    showPending(entry.row);
    on.changed();
    busy = entry;
    entry.tried = Date.now();
    const answer = await send(form.dataset.post ?? form.action, fields);
    busy = undefined;
    // Meanwhile the box may have become somebody else's.
    if (!entries.includes(entry)) return next();
    const { status = 0, page, wait } = answer ?? {};
    if (page) room.localize(page);
    // Somebody else has logged in: nothing that is theirs comes into this box, and what is in it goes with it.
    if (page?.querySelector('[data-code=HTTP_OTHER_MEMBER]')) {
      fail(entry);
      return room.refresh();
    }
    const refused = status >= 400 && status < 500;
    if (page && refused && entries.length === 1 && on.mayReturn()) {
      clear();
      used.delete(entry.key);
      return on.answered(page, entry.text, wait);
    }
    if (!page?.querySelector('.cb-composer') || status !== 200) {
      if (stands(entry)) return arrived(entry);
      const note = page?.querySelector('.cb-note');
      if (!page || !refused) {
        fail(entry, note?.textContent);
        return on.changed();
      }
      // Something else is being written: the reason stands beside the message instead.
      note?.remove();
      fail(entry, note?.textContent);
      // With the next key it is another command; what is sent next may have the key, and so the id, of this one.
      used.delete(entry.key);
      Object.assign(entry, { key: '', id: '', refused: true });
      entry.row.removeAttribute('id');
      on.answered(page);
      return next();
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
    on.changed();
    void next();
  };

  const fail = ({ row }: Entry, reason?: string): void => {
    showUnsent(row, reason || room.say('unsent'), room.say);
    room.append(row);
  };
  const append = (unsent: Unsent): Entry => {
    const { text } = unsent;
    const isPrivate = addressOf(text).kind !== 'public';
    const entry = { ...unsent, isPrivate, row: rowFor(room.part('template.cb-row'), text, isPrivate) };
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
      const retries = target.matches('.cb-retry');
      if (!retries && !target.matches('.cb-discard')) return;
      room.part('.cb-composer textarea')?.focus({ preventScroll: true });
      if (retries) entry.refused = false;
      else {
        entry.row.remove();
        entries = entries.filter((one) => one !== entry);
        on.changed();
      }
      void next();
    },
    { signal: room.signal },
  );

  return {
    add(text) {
      showPending(append({ text, key: '', id: '', refused: false, tried: Date.now() }).row);
      on.changed();
      void next();
    },
    restore(unsent) {
      for (const one of unsent) {
        const rowId = one.id && `m-${one.id}`;
        if (rowId && room.part(`#${CSS.escape(rowId)}`)) continue;
        const entry = append(one);
        used.add(one.key);
        if (rowId) entry.row.id = rowId;
        fail(entry);
      }
      on.changed();
    },
    settle() {
      for (const entry of entries) {
        // While it is on its way, its answer brings the next key too.
        if (stands(entry)) {
          if (!busy) arrived(entry);
        } else if (!entry.row.isConnected) room.append(entry.row);
      }
      // A fresh box brought a fresh key.
      if (entries.find(({ refused }) => !refused)?.key === '') void next();
      on.changed();
    },
    resume() {
      for (const entry of entries) {
        if (entry === busy || entry.refused || Date.now() - entry.tried <= SOON) continue;
        // What has stood there for long, its author may have said elsewhere.
        entry.refused = true;
        fail(entry);
      }
      void next();
    },
    clear,
    unsent: () => entries.map(({ text, key, id, refused, tried }) => ({ text, key, id, refused, tried })),
    busy: () => busy !== undefined,
  };
}

interface Answer {
  readonly status: number;
  readonly page: Document;
  /** Seconds after which it may be tried again; 0 where waiting does not help. */
  readonly wait: number;
}

async function send(url: string, fields: FormData): Promise<Answer | undefined> {
  const body = new URLSearchParams();
  for (const [name, value] of fields) body.append(name, String(value));
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'HX-Request': 'true' },
      signal: AbortSignal.timeout(PATIENCE),
    });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return { status: answer.status, page, wait: Number(answer.headers.get('retry-after')) };
  } catch {
    return undefined;
  }
}

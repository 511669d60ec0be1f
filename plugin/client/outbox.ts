import { addressOf } from './addressing.ts';
import { backoff } from './backoff.ts';
import type { Unsent } from './drafts.ts';
import { rowFor, showPending, showUnsent } from './pending-row.ts';
import type { Room } from './room.ts';
import { type Answer, send } from './send.ts';

/** ms: for so long it is tried again by itself. */
const SOON = 300_000;
/** From so many failures on, the time between two tries grows no more. */
const STEADY = 3;

/** A message on its way. It has its key from its first attempt on, so that a second one is the same command. */
type Entry = { -readonly [Name in keyof Unsent]: Unsent[Name] } & { readonly row: HTMLElement };

export interface Outbox {
  add(text: string): void;
  /** Shows again what was sent without an answer on an earlier page. */
  restore(unsent: readonly Unsent[]): void;
  /** The log was filled or added to: what arrived there another way is done. */
  settle(): void;
  clear(): void;
  unsent(): readonly Unsent[];
  busy(): boolean;
}

export interface OutboxListener {
  /** Whether a refused text may go back to where it was typed: nothing was begun there since. */
  mayReturn(): boolean;
  /** The server's words on it: the next form; or why it was refused, and the text that goes back. */
  answered(page: Document, refused?: string): void;
  changed(): void;
}

/** Sends one message after the other: the key of the next comes with the answer to the one before. */
export function outbox(room: Room, on: OutboxListener): Outbox {
  let entries: Entry[] = [];
  /** On its way. */
  let busy: Entry | undefined;
  /** Was written last, and not tried yet. */
  let latest: Entry | undefined;
  /** Attempts in a row that were not answered. */
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Keys that a message of this page may stand under: another under one of them would be refused. */
  const used = new Set<string>();
  /** The one in whose place another was asked for. */
  let spent = '';

  const next = async (): Promise<void> => {
    if (busy) return;
    giveUp();
    const entry = entries.find(({ refused }) => !refused);
    const form = room.part('.cb-composer');
    if (!entry) return;
    if (!(form instanceof HTMLFormElement)) return soon();
    const fields = new FormData(form);
    const key = String(fields.get('key'));
    if (entry.key === '' && used.has(key)) {
      // Asked for with each message that comes meanwhile, the next one would never be there.
      if (key !== spent) room.refresh();
      spent = key;
      return;
    }
    if (entry.key === '') {
      Object.assign(entry, { key, id: form.dataset.message ?? '' });
      entry.row.id = `m-${entry.id}`;
    }
    used.add(entry.key);
    fields.set('key', entry.key);
    fields.set('text', entry.text);
    fields.set('audience', isPrivate(entry) ? 'private' : 'public');
    on.changed();
    busy = entry;
    const isFirst = entry === latest;
    latest = undefined;
    const answer = await send(form.dataset.post ?? form.action, fields);
    busy = undefined;
    // Meanwhile the box may have become somebody else's.
    const wait = entries.includes(entry) ? heard(entry, isFirst, answer) : undefined;
    if (wait !== undefined) return soon(wait);
    failures = 0;
    void next();
  };

  /** Answers after how many seconds it may be tried again, at the earliest; none: it is over, the next one may be sent. */
  const heard = (entry: Entry, isFirst: boolean, { status = 0, page, wait = 0 }: Partial<Answer> = {}) => {
    if (page) room.localize(page);
    // Somebody else has logged in: nothing that is theirs comes into this box, and what is in it goes with it.
    if (page?.querySelector('[data-code=HTTP_OTHER_MEMBER]')) {
      fail(entry);
      room.refresh();
      return 0;
    }
    if (page?.querySelector('.cb-composer') && status === 200) {
      room.show([...page.querySelectorAll('article')].map((row) => row.outerHTML).join(''));
      drop(entry);
      on.answered(page);
      return undefined;
    }
    // What is not in the site's words is from something on the way to it.
    const note = page?.querySelector('.cb-note.cb-bad');
    const isRefused = note && status < 500 && wait === 0;
    if (page && isRefused && isFirst && entries.length === 1 && on.mayReturn()) {
      drop(entry);
      used.delete(entry.key);
      on.answered(page, entry.text);
      return undefined;
    }
    if (stands(entry)) {
      drop(entry);
      on.changed();
      return undefined;
    }
    // Something else is being written: the reason stands beside the message instead.
    note?.remove();
    const why = note?.textContent;
    if (page && isRefused) {
      fail(entry, why);
      again(entry, page);
      return undefined;
    }
    // What waits behind it is not sent either, and its author may be looking at that; but seconds to wait are told once.
    for (const one of status === 429 ? [entry] : entries) if (!one.refused) fail(one, why);
    on.changed();
    return wait;
  };
  /** It is tried again under its key; its author sees it stand there as it is until it is sent. */
  const soon = (wait = 0): void => {
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        if (!room.signal.aborted) void next();
      },
      // A timer takes what is too long for it for nothing.
      Math.max(Math.min(wait * 1_000, SOON), backoff(Math.min(failures++, STEADY))),
    );
  };
  /** What has stood there for long, its author may have said elsewhere. */
  const giveUp = (): void => {
    for (const entry of entries) {
      if (entry.refused || Date.now() - entry.asked <= SOON) continue;
      entry.refused = true;
      fail(entry, entry.why);
    }
  };
  /** With the next key it is another command; what is sent next may have the key, and so the id, of this one. */
  const again = (entry: Entry, refusal: Document): void => {
    used.delete(entry.key);
    Object.assign(entry, { key: '', id: '', refused: true });
    entry.row.removeAttribute('id');
    on.answered(refusal);
  };

  /** Whether the stream brought it, or a fresh box. */
  const stands = ({ id, row }: Entry): boolean => {
    const found = id !== '' && room.part(`#${CSS.escape(`m-${id}`)}`);
    return found !== false && found !== null && found !== row;
  };
  const fail = (entry: Entry, why?: string): void => {
    const { row } = entry;
    const reason = why || room.say('unsent');
    entry.why = why;
    // Said once, however often it is tried.
    if (row.querySelector('.cb-why')?.textContent.startsWith(reason)) return;
    showUnsent(row, reason, room.say);
    room.append(row);
  };
  const append = (unsent: Unsent): Entry => {
    const entry = { ...unsent, row: rowFor(room.part('template.cb-row'), unsent.text, isPrivate(unsent)) };
    if (entry.id) entry.row.id = `m-${entry.id}`;
    entries.push(entry);
    room.append(entry.row);
    return entry;
  };
  const drop = (entry: Entry): void => {
    entry.row.remove();
    entries = entries.filter((one) => one !== entry);
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
      if (retries) {
        showPending(entry.row);
        entry.refused = false;
        entry.asked = Date.now();
      } else {
        drop(entry);
        on.changed();
      }
      void next();
    },
    { signal: room.signal },
  );

  return {
    add(text) {
      latest = append({ text, key: '', id: '', refused: false, asked: Date.now() });
      showPending(latest.row);
      on.changed();
      void next();
    },
    restore(unsent) {
      for (const one of unsent) {
        const entry = append(one);
        used.add(one.key);
        if (stands(entry)) drop(entry);
        else fail(entry, entry.why);
      }
      if (unsent.length > 0) soon();
      on.changed();
    },
    settle() {
      // While one is on its way, its answer brings the next key too.
      const came = busy ? [] : entries.filter(stands);
      came.forEach(drop);
      for (const entry of entries) if (!entry.row.isConnected && !stands(entry)) room.append(entry.row);
      // A fresh box brought a fresh key.
      if (came.length > 0 || entries.find(({ refused }) => !refused)?.key === '') void next();
      on.changed();
    },
    clear: () => entries.forEach(drop),
    unsent: () => entries.map(({ row, ...unsent }) => unsent),
    busy: () => busy !== undefined,
  };
}

const isPrivate = ({ text }: Unsent): boolean => addressOf(text).kind !== 'public';

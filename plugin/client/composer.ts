import { addressOf, written } from './addressing.ts';
import { graft, tell } from './answer.ts';
import { audience } from './audience.ts';
import { button } from './button.ts';
import { complete } from './complete.ts';
import { draftOf, keepDraft } from './drafts.ts';
import { outbox } from './outbox.ts';
import { naming, others, own, type Readers, without } from './readers.ts';
import type { Room } from './room.ts';

export interface Composer {
  /** The box was filled anew, with what was being written in it. */
  adopt(): void;
  /** The log was added to, or what a member must know has changed. */
  settle(): void;
  /** Sends what is in the field. */
  submit(): void;
  /** Adds a member to those who will read. */
  address(login: string): void;
}

/** An invisible message would only be refused. */
const BLANK = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}\u2800]*$/u;
/** The second click of a double one. */
const DOUBLE = 1_000;

/**
 * The form of a message: says who will read it, sends it, and keeps what was typed whatever happens.
 * @param early lines that were sent before it was there
 */
export function compose(room: Room, early: string[]): Composer {
  const { box, signal, tabStore } = room;
  const chat = box.dataset.chat ?? '';
  let owner = '';
  let sentAt = 0;
  let readers: Readers = { to: [] };
  /** Of the line that was sent last. */
  let sent = readers;
  /** Those that were left when it was sent. */
  let left = readers;

  const field = (): HTMLTextAreaElement | undefined => {
    const found = room.part('.cb-composer textarea');
    return found instanceof HTMLTextAreaElement ? found : undefined;
  };
  const suggestions = complete(room, field, () => own(readers));
  const show = audience(room, {
    field,
    has: suggestions.has,
    withdrawn: (login) => byHand(without(readers, login)),
  });
  const become = (next: Readers): void => {
    readers = { ...next, to: others(next.to, room.part('.chatbox')?.dataset.login) };
    show(readers.to);
  };
  const sending = outbox(room, {
    changed: () => keep(),
    mayReturn: () => field()?.value === '' && readers === left,
    answered(page, refused) {
      if (refused !== undefined) write(addressOf(refused).rest, sent);
      graft(box, page);
      offer(refusal()?.querySelector('[data-instead]'));
      keep();
    },
  });
  const refusal = (code = ''): HTMLElement | null => room.part(`.cb-composer > .cb-bad${code}`);
  const keep = (): void => {
    const text = field()?.value;
    // Of a box that was taken away the draft stays as it was.
    if (!owner || text === undefined) return;
    const unsent = sending.unsent();
    const isEmpty = written(readers.to, text) === '' && unsent.length === 0;
    keepDraft(tabStore, chat, isEmpty ? undefined : { member: owner, text, readers, unsent });
  };

  /** Recipients leave the text as soon as they are written, and stand before it as chips. `at`: the caret. */
  const read = (at = field()?.selectionEnd): void => {
    const area = field();
    if (!area) return;
    const { logins, rest } = addressOf(area.value, at);
    if (logins.length === 0) {
      show(readers.to);
      return;
    }
    const caret = Math.max(0, area.selectionEnd - (area.value.length - rest.length));
    area.value = rest;
    area.setSelectionRange(caret, caret);
    become(naming(readers, logins));
  };
  const write = (text: string, next: Readers): void => {
    const area = field();
    if (!area) return;
    area.value = text;
    area.setSelectionRange(text.length, text.length);
    become(next);
  };
  /** Not by typing. */
  const byHand = (next: Readers): void => {
    tell(box);
    become(next);
    keep();
    field()?.focus({ preventScroll: true });
  };
  /** A press puts the login that was meant in the place of the one that nobody has. */
  const offer = (meant?: HTMLElement | null): void => {
    if (!meant) return;
    const login = meant.textContent;
    const press = button(login, 'meant');
    press.ariaLabel = room.say('instead', { who: login });
    press.addEventListener('click', () => {
      const to = readers.to.map((one) => (one === meant.dataset.instead ? login : one));
      byHand({ ...readers, to });
    });
    meant.replaceWith(press);
  };
  /** Sends a line to those whom it names, or to its readers so far. */
  const post = (typed: string): void => {
    const { logins, rest } = addressOf(typed, 0);
    if (logins.length > 0) become(naming(readers, logins));
    const words = logins.length > 0 ? rest : typed;
    if (BLANK.test(words) && (sending.busy() || Date.now() - sentAt < DOUBLE)) return;
    const line = written(readers.to, words);
    sentAt = Date.now();
    tell(box);
    suggestions.close();
    sent = readers;
    // Whoever wrote privately goes on so until they say otherwise: a slip must not make it public.
    become({ to: addressOf(line).logins });
    left = readers;
    sending.add(line);
  };
  const submit = (): void => {
    const area = field();
    if (!area) return;
    const typed = area.value;
    area.value = '';
    post(typed);
    area.focus({ preventScroll: true });
  };
  const adopt = (): void => {
    const area = field();
    const member = room.part('.chatbox')?.dataset.member;
    if (!area || !member) return;
    const isNew = member !== owner;
    if (isNew) sending.clear();
    owner = member;
    const draft = draftOf(tabStore, chat, member);
    const kept = isNew ? (draft?.readers ?? { to: [] }) : readers;
    // What is being written, or what the server put there; else what was left unsent.
    const isWriting = early.length > 0 || area.value !== '';
    // Nor does what was typed before we were there leave the readers that were kept.
    if (isWriting) become(kept);
    else write(draft?.text ?? '', kept);
    sending.settle();
    if (isNew) sending.restore(draft?.unsent ?? []);
    // What was typed after them may name others.
    early.splice(0).forEach(post);
    if (!isWriting) return;
    read();
    keep();
    if (document.activeElement === area) suggestions.suggest();
  };

  const typed = (): void => {
    tell(box);
    read();
    keep();
    suggestions.suggest();
  };
  const on = (type: string, handle: (event: Event, area: HTMLTextAreaElement) => void): void =>
    box.addEventListener(
      type,
      (event) => {
        const area = field();
        if (area && event.target === area) handle(event, area);
      },
      { signal },
    );
  on('input', (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) typed();
  });
  on('compositionend', typed);
  on('keydown', (event, area) => {
    // An input method has its own Enter (229 where `isComposing` comes too late).
    if (!(event instanceof KeyboardEvent) || event.isComposing || event.keyCode === 229) return;
    if (suggestions.key(event)) return;
    const { to } = readers;
    const atStart = area.selectionStart === 0 && area.selectionEnd === 0;
    // A key that is held down is one press. Whoever erases a text must not erase its readers with it: the last is marked
    // first.
    if (event.key === 'Enter' && !event.shiftKey) {
      if (!event.repeat) submit();
    } else if (event.key === 'Backspace' && atStart && to.length > 0) {
      if (!event.repeat) room.part('.cb-chip:last-child button')?.focus();
    } else if (event.key === 'Escape' && !event.repeat && area.value === '' && to.length > 0)
      byHand({ ...readers, to: [] });
    else return;
    event.preventDefault();
  });
  // Another page of this tab goes on with the draft: should this one come back from memory, it does so too.
  window.addEventListener(
    'pagehide',
    () => {
      const area = field();
      keep();
      sending.clear();
      owner = '';
      if (area) area.value = '';
    },
    { signal },
  );
  // A phone's keyboard covers the page without resizing it.
  window.visualViewport?.addEventListener(
    'resize',
    () => {
      if (document.activeElement === field()) room.part('.cb-composer')?.scrollIntoView({ block: 'nearest' });
    },
    { signal },
  );
  adopt();

  return {
    adopt,
    settle() {
      sending.settle();
      if (room.part('.cb-muted') || !refusal('[data-code=CHATBOX_MUTED]')) return;
      // It may be sent by now.
      tell(box);
      show(readers.to);
    },
    submit,
    address(login) {
      byHand(login && login !== room.part('.chatbox')?.dataset.login ? naming(readers, [login]) : readers);
    },
  };
}

import { addressOf, written } from './addressing.ts';
import { complete } from './complete.ts';
import { draftOf, keepDraft } from './drafts.ts';
import { left } from './length.ts';
import { outbox } from './outbox.ts';
import type { Room } from './room.ts';

export interface Composer {
  /** The box was filled anew. `typing`: the field that had the focus until then. */
  adopt(typing?: HTMLTextAreaElement): void;
  /** The log was added to. */
  settle(): void;
  submit(): void;
  /** Adds a member to those who will read. */
  address(login: string): void;
}

/** An invisible message would only be refused. */
const BLANK = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}\u2800]*$/u;
/** Characters left from which on they are counted. */
const NEAR = 100;
/** The second click of a double one. */
const DOUBLE = 1_000;

/** The form of a message: says who will read it, sends it, and keeps what was typed whatever happens. */
export function compose(room: Room): Composer {
  const { box, signal, language, say, tabStore } = room;
  const chat = box.dataset.chat ?? '';
  const names = new Intl.ListFormat(language);
  let to: string[] = [];
  let unknown = new Set<string>();
  let owner = '';
  let sentAt = 0;

  const field = (): HTMLTextAreaElement | undefined => {
    const found = room.part('.composer textarea');
    return found instanceof HTMLTextAreaElement ? found : undefined;
  };
  const whole = (): string => written(to, field()?.value ?? '');
  const keep = (): void => {
    if (!owner) return;
    const entry = sending.unsent();
    const unsent = entry && { text: entry.text, key: entry.key, id: entry.id };
    keepDraft(tabStore, chat, whole() || unsent ? { member: owner, text: whole(), unsent } : undefined);
  };
  const sending = outbox(room, {
    changed: keep,
    mayReturn: () => field()?.value === '',
    answered(page, refused) {
      if (refused !== undefined) write(refused, true);
      graft(page);
      keep();
    },
  });

  /** Takes the next key and the server's words from a fresh form; the field, its caret and its focus stay. */
  const graft = (page: Document): void => {
    const form = room.part('.composer');
    const fresh = page.querySelector<HTMLElement>('.composer');
    const key = page.querySelector('.composer [name=key]')?.getAttribute('value');
    if (form && fresh && key) {
      form.dataset.message = fresh.dataset.message ?? '';
      form.querySelector('[name=key]')?.setAttribute('value', key);
    }
    tell(page.querySelector('.note')?.cloneNode(true));
    room.localize(box);
  };
  /** An error under what was typed; or nothing. */
  const tell = (note?: Node): void => {
    const old = room.part('.composer > .note');
    const bad = note instanceof HTMLElement && note.matches('.bad') ? note : undefined;
    if (bad && old) {
      bad.id = old.id;
      old.replaceWith(bad);
    } else if (old?.matches('.bad')) {
      old.className = 'note';
      old.removeAttribute('role');
      old.textContent = '';
    }
    if (bad) field()?.setAttribute('aria-invalid', 'true');
    else field()?.removeAttribute('aria-invalid');
  };

  /** Recipients leave the text as soon as they are written, and stand before it as chips. */
  const read = (): void => {
    const area = field();
    if (!area) return;
    const { logins, rest } = addressOf(area.value, area.selectionEnd);
    if (logins.length > 0) {
      const caret = area.selectionEnd - (area.value.length - rest.length);
      to = [...new Set([...to, ...logins])];
      area.value = rest;
      area.setSelectionRange(Math.max(0, caret), Math.max(0, caret));
      void check();
    }
    show();
  };
  const check = async (): Promise<void> => {
    const nobody = await Promise.all(to.map(async (login) => ((await logins.has(login)) ? '' : login)));
    unknown = new Set(nobody.filter(Boolean));
    show();
  };
  const write = (text: string, atEnd = false): void => {
    const area = field();
    if (!area) return;
    to = [];
    // The last token is whole, as nobody is typing it.
    const { logins, rest } = addressOf(text);
    to = [...logins];
    area.value = logins.length > 0 ? rest : text;
    if (atEnd) area.setSelectionRange(area.value.length, area.value.length);
    if (to.length > 0) void check();
    show();
  };
  const withdraw = (login: string | undefined): void => {
    to = to.filter((one) => one !== login);
    tell();
    show();
    keep();
    field()?.focus({ preventScroll: true });
  };

  const show = (): void => {
    const form = room.part('.composer');
    const area = field();
    const chips = room.part('.chips');
    if (!form || !area || !chips) return;
    const isPrivate = addressOf(whole()).kind !== 'public';
    const who = names.format(to);
    form.classList.toggle('private', isPrivate);
    chips.hidden = !isPrivate;
    chips.replaceChildren(
      ...(isPrivate ? [say('audience'), ...to.map((login) => chip(login, say('withdraw', { who: login })))] : []),
    );
    const send = form.querySelector('.send');
    const label = isPrivate && who ? say('labelPrivate', { who }) : undefined;
    name(area, label);
    hint(area, label);
    if (send) name(send, isPrivate && who ? say('sendPrivate', { who }) : undefined);
    const note = form.querySelector('.note:not(.bad)');
    const nobody = to.find((login) => unknown.has(login));
    const words = nobody
      ? say('unknown', { who: nobody })
      : isPrivate && who
        ? say('onlyThem', { who: names.format([say('you'), ...to]) })
        : '';
    if (note && note.textContent !== words) note.textContent = words;
    const counter = form.querySelector('.counter');
    const more = left(whole(), Number(form.dataset.max));
    if (counter) {
      const words = say(more < 0 ? 'over' : 'left', { n: Math.abs(more) });
      counter.textContent = more > NEAR ? '' : words;
      counter.classList.toggle('over', more < 0);
    }
  };
  const chip = (login: string, label: string): HTMLElement => {
    const element = document.createElement('span');
    const button = document.createElement('button');
    button.type = 'button';
    button.ariaLabel = label;
    button.textContent = '×';
    button.addEventListener('click', () => withdraw(login));
    element.className = unknown.has(login) ? 'chip unknown' : 'chip';
    element.append(login, button);
    return element;
  };

  const on = <E extends Event>(type: string, handle: (event: E, area: HTMLTextAreaElement) => void): void =>
    box.addEventListener(
      type,
      (event) => {
        const area = field();
        if (area && event.target === area) handle(event as E, area);
      },
      { signal },
    );
  const logins = complete(room, field);
  const typed = (): void => {
    tell();
    read();
    keep();
    logins.suggest();
  };
  on('input', (event: InputEvent) => {
    if (!event.isComposing) typed();
  });
  on('compositionend', typed);
  on('keydown', (event: KeyboardEvent, area) => {
    // An input method has its own Enter (229 where `isComposing` comes too late).
    if (event.isComposing || event.keyCode === 229 || logins.key(event)) return;
    const atStart = area.selectionStart === 0 && area.selectionEnd === 0;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Backspace' && atStart && to.length > 0) {
      event.preventDefault();
      withdraw(to.at(-1));
    } else if (event.key === 'Escape' && area.value === '' && to.length > 0) {
      to = [];
      withdraw(undefined);
    }
  });
  // A phone's keyboard covers the page without resizing it.
  window.visualViewport?.addEventListener(
    'resize',
    () => {
      if (document.activeElement === field()) room.part('.composer')?.scrollIntoView({ block: 'nearest' });
    },
    { signal },
  );

  const submit = (): void => {
    const area = field();
    if (!area) return;
    read();
    const text = whole();
    const address = addressOf(text);
    if (BLANK.test(text) && (sending.busy() || Date.now() - sentAt < DOUBLE)) return;
    sentAt = Date.now();
    tell();
    area.value = '';
    // Whoever wrote privately goes on so until they say otherwise: a slip must not make it public.
    to = address.kind === 'private' ? [...address.logins] : [];
    logins.close();
    sending.add(text, address.kind !== 'public');
    show();
    area.focus({ preventScroll: true });
  };

  const adopt = (typing?: HTMLTextAreaElement): void => {
    const area = field();
    const member = room.part('.chatbox')?.dataset.member;
    if (!area || !member) return;
    if (member !== owner) {
      sending.clear();
      to = [];
    }
    owner = member;
    const draft = draftOf(tabStore, chat, member);
    // Typed before we were there; else what the server put there, or what was left unsent.
    if (area.value !== area.defaultValue) {
      read();
      keep();
    } else write(area.defaultValue || draft?.text || '');
    sending.settle();
    if (draft?.unsent) sending.restore(draft.unsent);
    if (!typing) return;
    area.focus({ preventScroll: true });
    area.setSelectionRange(typing.selectionStart, typing.selectionEnd);
  };
  adopt();

  return {
    adopt,
    settle: () => sending.settle(),
    submit,
    address(login) {
      const mine = room.part('.chatbox')?.dataset.login;
      if (login && login !== mine) to = [...new Set([...to, login])];
      tell();
      show();
      keep();
      field()?.focus({ preventScroll: true });
    },
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

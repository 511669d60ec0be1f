import type { Later } from './later.ts';
import type { Room } from './room.ts';
import { lead, moved } from './roving.ts';

/** What a hand does in the box. */
export function gestures(room: Room, later: Later): void {
  const { box, signal } = room;
  const on = (type: string, handle: (event: Event, target: Element) => void, capture = false): void =>
    box.addEventListener(
      type,
      (event) => {
        if (event.target instanceof Element) handle(event, event.target);
      },
      { signal, capture },
    );
  /** Whoever is quicker than the network may write the next one before the composer is there to send the first. */
  const send = (form: HTMLFormElement): void => {
    const field = form.querySelector('textarea');
    if (later.composes() || !field) return void later.compose().then((one) => one.submit());
    const text = field.value;
    field.value = '';
    later.compose().then(
      (one) => one.submit(text),
      () => {
        field.value = text + field.value;
        // What could not be fetched may be gone with an older build; the form works without, once the site is there.
        reach(form.action, () => form.submit());
      },
    );
  };
  /** Goes on without a script where the site answers: a browser's own error page would take the chat away. */
  const reach = (url: string, go: () => void): void => void fetch(url, { method: 'HEAD' }).then(go, () => room.away());
  for (const type of ['pointerover', 'pointerdown', 'focusin']) {
    on(type, (_, target) => {
      if (target.closest('.cb-composer')) later.compose().catch(() => {});
    });
  }
  // A scroll does not bubble.
  on(
    'scroll',
    (_, log) => {
      const older = later.ready() ? null : log.querySelector('.cb-older');
      if (!older || older.getBoundingClientRect().bottom < log.getBoundingClientRect().top) return;
      later.hypermedia().catch(room.away);
    },
    true,
  );
  on(
    'submit',
    (event, form) => {
      if (!(form instanceof HTMLFormElement)) return;
      const composes = form.matches('.cb-composer');
      if (!composes && later.ready()) return;
      event.preventDefault();
      // htmx has the form too.
      event.stopPropagation();
      if (composes) send(form);
      else later.hypermedia().then(() => form.requestSubmit(), room.away);
    },
    true,
  );
  // Once it is there, the composer takes its own keys.
  on('keydown', (event, target) => {
    if (later.composes() || !(event instanceof KeyboardEvent) || !target.matches('.cb-composer textarea')) return;
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    const form = target.closest('form');
    if (form) send(form);
  });
  on('focusin', (_, target) => {
    const log = target.closest('.cb-log');
    if (log) moved(log, target);
  });
  on('focusout', (event, target) => {
    const log = target.closest('.cb-log');
    if (log && event instanceof FocusEvent) moved(log, event.relatedTarget);
  });
  on('keydown', (event, target) => {
    const log = target.closest('.cb-log');
    if (log && event instanceof KeyboardEvent && lead(log, target, event.key)) event.preventDefault();
  });
  on('click', (event, target) => {
    if (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
    const login = target.closest<HTMLElement>('a[data-login]');
    const acts = target.closest<HTMLAnchorElement>('a.cb-acts');
    const older = later.ready() ? null : target.closest<HTMLElement>('a.cb-older');
    if (!login && !acts && !older) return;
    event.preventDefault();
    if (login) later.compose().then((one) => one.address(login.dataset.login ?? ''), room.away);
    if (acts) {
      import('./acts.ts').then(
        (module) => module.toggle(acts, room),
        () => reach(acts.href, () => location.assign(acts.href)),
      );
    }
    if (older) later.hypermedia().then(() => older.click(), room.away);
  });
}

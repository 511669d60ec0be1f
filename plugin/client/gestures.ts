import type { Later } from './later.ts';
import type { Room } from './room.ts';
import { lead, moved } from './roving.ts';

/** What a hand does in the box. */
export function gestures(room: Room, later: Later): void {
  const { box, signal, part, away } = room;
  const on = (type: string, handle: (event: Event, target: Element) => void, capture = false): void =>
    box.addEventListener(
      type,
      (event) => {
        if (event.target instanceof Element) handle(event, event.target);
      },
      { signal, capture },
    );
  const composer = () => box.querySelector<HTMLFormElement>('form.cb-composer');
  const written = () => composer()?.querySelector('textarea');
  /** Whoever is quicker than the network may write the next one before the composer is there to send the first. */
  const send = (): void => {
    const field = written();
    if (later.composes() || !field) return void later.compose().then((one) => one.submit());
    later.early.push(field.value);
    field.value = '';
    later.compose().catch(giveBack);
  };
  /** Of more than one line, or after a draft, only their author knows who is to read them. */
  const giveBack = (): void => {
    const form = composer();
    const field = written();
    if (!form || !field || later.early.length === 0) return;
    const lines = [...later.early.splice(0), field.value].filter(Boolean);
    field.value = lines.join('\n');
    if (lines.length > 1 || room.hasDraft()) away();
    else without(form.action, () => field.value === lines[0] && form.submit());
  };
  /**
   * What could not be fetched may be gone with an older build. All works without it, and only where the site answers: a
   * browser's own error page would take the chat away.
   */
  const without = (url: string, go: () => void): void => void fetch(url, { method: 'HEAD' }).then(go, away);
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
      // Whoever presses the link is told; what is read out at each scroll would drown the rest.
      later.hypermedia().catch(() => {});
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
      if (composes) send();
      else
        later.hypermedia().then(
          () => form.requestSubmit(),
          () => without(form.action, () => form.submit()),
        );
    },
    true,
  );
  /** Names a reader of what is written before the composer is there, which it can be sent without. */
  const name = (login: string): boolean => {
    const field = written();
    if (later.composes() || !field) return false;
    if (login !== part('.chatbox')?.dataset.login) field.value = `@${login} ${field.value}`;
    field.focus({ preventScroll: true });
    return true;
  };
  // Once it is there, the composer takes its own keys.
  on('keydown', (event, target) => {
    if (later.composes() || !(event instanceof KeyboardEvent) || !target.matches('.cb-composer textarea')) return;
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
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
    const link = target.closest<HTMLAnchorElement>('a:is([data-login], .cb-acts, .cb-older)');
    if (!link || (link.matches('.cb-older') && later.ready())) return;
    event.preventDefault();
    const { login } = link.dataset;
    if (login && name(login)) return;
    const done = login
      ? later.compose().then((one) => one.address(login))
      : link.matches('.cb-acts')
        ? later.acts().then((toggle) => toggle(link, room))
        : later.hypermedia().then(() => link.click());
    done.catch(() => without(link.href, () => location.assign(link.href)));
  });
}

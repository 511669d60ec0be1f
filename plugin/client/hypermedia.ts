import { htmx } from './htmx.ts';
import { isForOther, memberHeader } from './member-header.ts';
import type { Room } from './room.ts';

interface Detail {
  readonly ctx: {
    target: Element | null;
    swap: string;
    readonly text?: string;
    readonly request: { readonly headers: Record<string, string> };
    readonly response?: { readonly status: number };
  };
}

const isOlder = (element: Element): boolean => element.matches?.('chat-box .cb-older');

/**
 * htmx serves what a hand asks for: older messages, and acts on one. Its swap style `chat` is the rule by which the
 * stream places messages too; `older` takes the link that asked away first.
 */
export function hypermedia({ box, signal, place, localize, say, away, refresh }: Room): (root: Element) => void {
  /** In the form or in the link that was pressed, which the strip above the list would cover. */
  const tell = (element: EventTarget | null): void => {
    if (element instanceof HTMLElement && isOlder(element)) {
      element.textContent = say('away');
      return;
    }
    const note = element instanceof HTMLFormElement ? element.querySelector<HTMLElement>('.cb-note') : null;
    if (!note) {
      away();
      return;
    }
    note.className = 'cb-note cb-bad';
    note.role = 'alert';
    note.hidden = false;
    note.textContent = say('away');
  };
  htmx.registerExtension('astro-chatbox', {
    htmx_config_request(element: Element, { ctx }: Detail) {
      Object.assign(ctx.request.headers, memberHeader(element));
      const log = element.closest('chat-box .cb-log');
      if (!log) return;
      if (isOlder(element)) Object.assign(ctx, { target: log, swap: 'older' });
      // A row that an act on it gives back.
      else if (ctx.target?.matches('article')) Object.assign(ctx, { target: log, swap: 'chat' });
    },
    /** A page of older messages that failed leaves the link; of an act, only our own words are shown. */
    htmx_after_request(element: Element, { ctx }: Detail) {
      const failed = (ctx.response?.status ?? 0) >= 400;
      if (failed && isForOther(ctx.text)) {
        element.dispatchEvent(new Event('chatbox:other', { bubbles: true }));
        return false;
      }
      if (!failed || (!isOlder(element) && ctx.text?.includes('cb-note'))) return true;
      element.dispatchEvent(new Event('chatbox:away', { bubbles: true }));
      return false;
    },
    handle_swap(style: string, log: HTMLElement, fragment: DocumentFragment) {
      if (style !== 'chat' && style !== 'older') return false;
      // New is what comes last: older messages are not read out.
      log.ariaLive = style === 'older' ? 'off' : 'polite';
      return place(log, [...fragment.children], style === 'older' ? log.querySelector('.cb-older') : undefined);
    },
  });
  // Once for each box, although all have one extension.
  for (const type of ['htmx:error', 'chatbox:away'])
    box.addEventListener(type, ({ target }) => tell(target), { signal });
  box.addEventListener('chatbox:other', refresh, { signal });
  box.addEventListener('htmx:after:swap', () => localize(box), { signal });
  // It kept a host page's own htmx away.
  box.removeAttribute('hx-ignore');
  htmx.process(box);
  return (root) => htmx.process(root);
}

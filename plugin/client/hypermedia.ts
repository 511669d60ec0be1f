import { htmx } from './htmx.ts';
import type { Room } from './room.ts';

interface Detail {
  readonly ctx: { target: Element | null; swap: string; readonly response?: { readonly status: number } };
}

const isOlder = (element: Element): boolean => element.matches?.('chat-box .cb-older');

/**
 * htmx serves what a hand asks for: older messages, and acts on one. Its swap style `chat` is the rule by which the
 * stream places messages too; `older` takes the link that asked away first.
 */
export function hypermedia({ place, localize }: Pick<Room, 'place' | 'localize'>): (root: Element) => void {
  htmx.registerExtension('astro-chatbox', {
    htmx_config_request(element: Element, { ctx }: Detail) {
      const log = element.closest('chat-box .cb-log');
      if (!log) return;
      if (isOlder(element)) Object.assign(ctx, { target: log, swap: 'older' });
      // A row that an act on it gives back.
      else if (ctx.target?.matches('article')) Object.assign(ctx, { target: log, swap: 'chat' });
    },
    /** A page of older messages that failed leaves the link where it is. */
    htmx_before_response: (element: Element, { ctx }: Detail) =>
      !(isOlder(element) && (ctx.response?.status ?? 0) >= 400),
    handle_swap(style: string, log: HTMLElement, fragment: DocumentFragment) {
      if (style !== 'chat' && style !== 'older') return false;
      // New is what comes last: older messages are not read out.
      log.ariaLive = style === 'older' ? 'off' : 'polite';
      return place(log, [...fragment.children], style === 'older' ? log.querySelector('.cb-older') : undefined);
    },
    htmx_after_swap(element: Element) {
      const box = element.closest<HTMLElement>('chat-box');
      if (box) localize(box);
    },
  });
  return (root) => htmx.process(root);
}

import { arrange, markupOf, seqOf } from './rows.ts';

const MOST = 300;
const NEAR = 40;

/** Whether the reader stands at the last message. */
export const atBottom = (log: HTMLElement): boolean => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;

export function toBottom(log: HTMLElement): void {
  log.scrollTop = log.scrollHeight;
}

/** Whoever reads the last message goes on doing so when the log gets smaller: the composer grows, a keyboard opens. */
export function stayAtBottom(log: HTMLElement): void {
  let follows = true;
  // Not left to the browser's scroll anchoring: Chromium has none at the top, Safari none at all.
  log.style.overflowAnchor = 'none';
  log.addEventListener('scroll', () => {
    follows = atBottom(log);
  });
  // Called too when the log leaves the page.
  const resized = new ResizeObserver(() => {
    if (!log.isConnected) resized.disconnect();
    else if (follows) toBottom(log);
  });
  resized.observe(log);
}

/**
 * Puts messages where their `data-seq` belongs, each in place of the one with its id, and drops what they were asked
 * by. What the reader looks at stays where it is. Returns what was really new, for htmx to process.
 */
export function place(log: HTMLElement, nodes: readonly Element[], spent?: Element | null): Element[] {
  const settle = holdStill(log);
  const focused = spent?.contains(document.activeElement);
  spent?.remove();
  const added = nodes.filter((node) => node instanceof HTMLElement && put(log, node, spent !== undefined));
  arrange(log);
  settle();
  if (focused) (log.querySelector<HTMLElement>('.cb-older') ?? log).focus({ preventScroll: true });
  return added;
}

function put(log: HTMLElement, node: HTMLElement, older: boolean): boolean {
  if (node.matches('.cb-older')) {
    log.prepend(node);
    return true;
  }
  if (!node.matches('article')) return false;
  const old = log.querySelector<HTMLElement>(`#${CSS.escape(node.id)}`);
  // The answer to a post and its copy in the stream: a screen reader hears the message once. And a page of older ones may
  // have been made before the stream told what became of one.
  const stands = old && seqOf(old) === seqOf(node);
  if ((stands && older) || (old && markupOf(old) === node.outerHTML)) return false;
  if (!old && !older && isBeyond(log, node)) return false;
  const focused = old?.contains(document.activeElement);
  if (stands) old.replaceWith(node);
  else {
    old?.remove();
    let before = log.lastElementChild;
    while (before && seqOf(before) > seqOf(node)) before = before.previousElementSibling;
    if (before) before.after(node);
    else log.prepend(node);
  }
  if (focused) node.querySelector<HTMLElement>('a, button')?.focus({ preventScroll: true });
  return true;
}

/** Whether a message is of before those that were loaded: it will come with those around it. */
function isBeyond(log: HTMLElement, node: Element): boolean {
  const first = olderLink(log) && log.querySelector('article:not([data-seq=Infinity])');
  return first !== null && seqOf(first) > seqOf(node);
}

/** While it asks for what comes before the list, nothing may be dropped there, nor left out. */
const olderLink = (log: HTMLElement): HTMLElement | null => log.querySelector('.cb-older:not(.htmx-request)');

function holdStill(log: HTMLElement): () => void {
  if (atBottom(log)) {
    return () => {
      trim(log);
      toBottom(log);
    };
  }
  const { top } = log.getBoundingClientRect();
  const row = [...log.querySelectorAll('article')].find((one) => one.getBoundingClientRect().bottom > top);
  const was = row?.getBoundingClientRect().top ?? 0;
  return () => {
    const now = row?.isConnected ? row : log.querySelector(`#${CSS.escape(row?.id ?? '-')}`);
    if (now) log.scrollTop += now.getBoundingClientRect().top - was;
  };
}

/** Drops the oldest rows; the link to older messages then begins where they end. */
function trim(log: HTMLElement): void {
  const rows = log.querySelectorAll('article');
  // Without that link what is dropped could not be brought back.
  const older = olderLink(log);
  if (rows.length <= MOST || !older) return;
  const first = rows[rows.length - MOST];
  for (let row = older.nextElementSibling; row && row !== first; row = older.nextElementSibling) row.remove();
  for (const name of ['href', 'hx-get']) {
    const url = older.getAttribute(name);
    if (url && first) older.setAttribute(name, url.replace(/before=\d+/, `before=${seqOf(first)}`));
  }
  arrange(log);
}

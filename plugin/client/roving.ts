const stops = new WeakMap<Element, HTMLElement>();

const linksOf = (log: Element): HTMLElement[] => [...log.querySelectorAll<HTMLElement>('a.cb-acts')];

/** All messages are one Tab stop: the one where the focus is, or the last. */
export function rove(log: Element): void {
  const links = linksOf(log);
  const at = stops.get(log);
  const stop = at?.isConnected ? at : links.at(-1);
  for (const link of links) link.tabIndex = link === stop ? 0 : -1;
}

/** The focus came to something in the log, or went elsewhere. */
export function moved(log: Element, to: EventTarget | null): void {
  if (to instanceof HTMLElement && to.matches('a.cb-acts')) stops.set(log, to);
  else if (!(to instanceof Node && log.contains(to))) stops.delete(log);
  rove(log);
}

/** Leads the focus from one message to another; whether the key does that. */
export function lead(log: Element, from: Element, key: string): boolean {
  const links = linksOf(log);
  const at = links.findIndex((link) => link.isSameNode(from));
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: links.length - 1 }[key];
  if (at < 0 || to === undefined) return false;
  links[Math.min(Math.max(to, 0), links.length - 1)]?.focus();
  return true;
}

const AGAIN = 4_000;

/** `<chatbox-menu>` of a prerendered page: what its order's style sheet shows comes to life, and is read as it is seen. */
export class ChatboxMenu extends HTMLElement {
  #gone = new AbortController();
  #again: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    const sheet = (): HTMLLinkElement | null => this.querySelector(':scope > link');
    if (!sheet()) return;
    const ask = (): void => {
      const asked = sheet();
      asked?.replaceWith(asked.cloneNode());
    };
    const settle = (): void => {
      if (!sheet()?.sheet) return;
      arrange(this, shownIn(this));
      // The store is away: the order is asked for until it is known.
      if (getComputedStyle(this).getPropertyValue('--cb-order').trim() === 'unknown') {
        this.#again ??= setInterval(ask, AGAIN * (1 + Math.random()));
      } else this.#rest();
    };
    settle();
    // Of every sheet: WebKit does not apply this one, though it is there, before those that stand above it.
    const loaded = ({ target }: Event): void => {
      if (target instanceof HTMLLinkElement) settle();
    };
    this.#gone = new AbortController();
    document.addEventListener('load', loaded, { capture: true, signal: this.#gone.signal });
  }

  disconnectedCallback(): void {
    this.#gone.abort();
    this.#rest();
  }

  #rest(): void {
    clearInterval(this.#again);
    this.#again = undefined;
  }
}

const widgetsOf = (menu: Element): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>(':scope > [data-widget]')];

/** The widgets that are in the menu, from top to bottom. */
function shownIn(menu: Element): HTMLElement[] {
  const styles = new Map(widgetsOf(menu).map((widget) => [widget, getComputedStyle(widget)]));
  const place = (widget: HTMLElement): number => Number(styles.get(widget)?.order);
  return [...styles.keys()]
    .filter((widget) => styles.get(widget)?.display !== 'none')
    .sort((a, b) => place(a) - place(b));
}

/** They stand there by the sheet already: nothing moves on the screen. */
function arrange(menu: Element, shown: readonly HTMLElement[]): void {
  if (!menu.contains(document.activeElement)) {
    let next: Element | null = widgetsOf(menu)[0] ?? null;
    for (const widget of shown) {
      if (widget === next) next = widget.nextElementSibling;
      else menu.insertBefore(widget, next);
    }
  }
  for (const widget of shown) {
    const template = widget.querySelector<HTMLTemplateElement>(':scope > template');
    const host = template?.content.firstElementChild;
    const waiting = template?.previousElementSibling;
    if (!template || !host || !waiting) continue;
    template.remove();
    host.append(waiting);
    widget.append(host);
  }
}

// Astro's router shows the next page before that page's sheet is there: it is arranged as this one is.
document.addEventListener('astro:before-swap', (event) => {
  if (!('newDocument' in event) || !(event.newDocument instanceof Document)) return;
  for (const next of event.newDocument.querySelectorAll<HTMLElement>('chatbox-menu:has(> link)')) {
    const now = document.querySelector(`chatbox-menu[data-menu="${next.dataset.menu}"]`);
    if (!now) continue;
    const shown = shownIn(now).flatMap((widget): HTMLElement[] => {
      const twin = widgetsOf(next).find(({ dataset }) => dataset.widget === widget.dataset.widget);
      const box = twin?.querySelector<HTMLElement>('.chatbox');
      const height = widget.querySelector<HTMLElement>('.chatbox')?.dataset.height;
      if (box && height) box.dataset.height = height;
      return twin ? [twin] : [];
    });
    arrange(next, shown);
  }
});

if (!customElements.get('chatbox-menu')) customElements.define('chatbox-menu', ChatboxMenu);

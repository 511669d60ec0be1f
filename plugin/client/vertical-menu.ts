/** `<chatbox-menu>` of a prerendered page: what its order's style sheet shows comes to life, and is read as it is seen. */
export class ChatboxMenu extends HTMLElement {
  connectedCallback(): void {
    const sheet = this.querySelector<HTMLLinkElement>(':scope > link');
    if (!sheet) return;
    if (sheet.sheet) this.#arrange();
    else sheet.addEventListener('load', () => this.#arrange(), { once: true });
  }

  #arrange(): void {
    const widgets = [...this.querySelectorAll<HTMLElement>(':scope > [data-widget]')];
    const styles = new Map(widgets.map((widget) => [widget, getComputedStyle(widget)]));
    const place = (widget: HTMLElement): number => Number(styles.get(widget)?.order);
    const shown = widgets.filter((widget) => styles.get(widget)?.display !== 'none');
    const sorted = shown.toSorted((a, b) => place(a) - place(b));
    // They stand there already by the style sheet's order: nothing moves on the screen.
    if (!this.contains(document.activeElement)) {
      let next = widgets[0] ?? null;
      for (const widget of sorted) {
        if (widget === next) next = after(widget);
        else this.insertBefore(widget, next);
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
}

const after = (widget: HTMLElement): HTMLElement | null => {
  const next = widget.nextElementSibling;
  return next instanceof HTMLElement ? next : null;
};

if (!customElements.get('chatbox-menu')) customElements.define('chatbox-menu', ChatboxMenu);

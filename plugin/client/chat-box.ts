/**
 * `<chat-box>` stays while its content is swapped. All that it does is loaded when the first one stands in a page, so
 * that other pages pay for these few lines alone.
 */
class ChatBox extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #leave: (() => void) | undefined;

  connectedCallback(): void {
    this.#settle();
  }

  disconnectedCallback(): void {
    this.#settle();
  }

  /** `moveBefore` moves it alive: nothing starts or ends. */
  connectedMoveCallback(): void {}

  // A tick later: Astro's router inserts a copy that it throws away, and takes the persisted one out and in.
  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      if (this.isConnected) {
        const { enter } = await import('./room.ts');
        if (this.isConnected) this.#leave ??= enter(this);
      } else {
        this.#leave?.();
        this.#leave = undefined;
      }
    });
  }
}

if (!customElements.get('chat-box')) customElements.define('chat-box', ChatBox);

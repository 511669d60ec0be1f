import { localize } from '../clock.ts';
import { watchMenu } from './menu.ts';
import { watchSettings } from './settings.ts';

/** `<owner-page>`: a page that works by itself, made quicker. */
class OwnerPage extends HTMLElement {
  #left: AbortController | undefined;

  connectedCallback(): void {
    this.#left?.abort();
    const left = new AbortController();
    this.#left = left;
    const form = this.querySelector('form');
    if (form?.matches('[data-menu]')) watchMenu(this, form, left.signal);
    else if (form?.matches('[data-watch]')) watchSettings(form, left.signal);
    localize(this, this.lang);
    this.dataset.live = '';
    // A reload says nothing of a save that is over.
    const here = new URL(location.href);
    if (here.searchParams.has('saved')) {
      here.searchParams.delete('saved');
      history.replaceState(history.state, '', here);
    }
  }

  disconnectedCallback(): void {
    this.#left?.abort();
  }
}

if (!customElements.get('owner-page')) customElements.define('owner-page', OwnerPage);

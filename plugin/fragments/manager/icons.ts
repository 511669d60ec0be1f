import { html } from '../html.ts';

/** Lines in the colour of the text; their strength comes from the style sheet. */
export const icons = {
  up: html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 13V3M3.5 7.5 8 3l4.5 4.5"/></svg>`,
  down: html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 3v10m4.5-4.5L8 13 3.5 8.5"/></svg>`,
  grip: html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M6 3.5h.01M10 3.5h.01M6 8h.01M10 8h.01M6 12.5h.01M10 12.5h.01"/></svg>`,
  remove: html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2.5 4.5h11M6.5 4.5v-2h3v2m2.5 0-.6 9H4.6l-.6-9"/></svg>`,
  add: html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 3v10M3 8h10"/></svg>`,
  becomes: html`<svg class="cb-becomes" viewBox="0 0 16 16" aria-hidden="true"><path d="M2.5 8h11M9 3.5 13.5 8 9 12.5"/></svg>`,
  done: html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="m3 8.5 3.5 3.5L13 4.5"/></svg>`,
  warning: html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 2 1.5 13.5h13zM8 6.5v3.5m0 1.8h.01"/></svg>`,
} as const;

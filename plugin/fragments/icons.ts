import { html } from './html.ts';

/** Lines in the colour of the text; their strength comes from the style sheet. */
export const icons = {
  chat: html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M14 8c0 2.8-2.7 5-6 5-.8 0-1.6-.1-2.3-.4L2.5 14l.8-2.7C2.5 10.4 2 9.3 2 8c0-2.8 2.7-5 6-5s6 2.2 6 5Z"/><path d="M5.5 8h.01M8 8h.01M10.5 8h.01"/></svg>`,
  lock: html`<svg viewBox="0 0 16 16" aria-hidden="true"><rect x="3" y="7" width="10" height="7" rx="1.5"/><path d="M5 7V5a3 3 0 0 1 6 0v2"/></svg>`,
  more: html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8h.01M8 8h.01M13 8h.01"/></svg>`,
  close: html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="m4 4 8 8m0-8-8 8"/></svg>`,
  send: html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 2.5 14 8 2 13.5 4 8.7 9 8 4 7.3z"/></svg>`,
  sound: html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 6h2l3-3v10l-3-3H3z"/><path class="cb-on" d="M11 5.5a3.5 3.5 0 0 1 0 5"/><path class="cb-off" d="m11 6.5 3 3m0-3-3 3"/></svg>`,
  hush: html`<svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6"/><path d="m4 4 8 8"/></svg>`,
} as const;

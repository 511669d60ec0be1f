/** What the page itself has as `window.htmx`. To be imported before htmx, whose module overwrites it. */
export const host = Object.getOwnPropertyDescriptor(window, 'htmx');

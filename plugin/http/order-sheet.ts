import type { Widget } from '../../events/menu/widget.ts';

/** As tall as the style sheet of the chatbox makes a box of that option: nothing moves when the box comes. */
export const HEIGHTS = { small: '20rem', medium: '30rem', large: '80dvb' } as const;

/** While the store is away; what it says is for the browser's code. */
export const unknownOrder = (menu: string): string =>
  `@layer chatbox{.vertical-menu[data-menu="${menu}"]{--cb-order:unknown}}`;

/** Ids come from the site's configuration and from the log: letters, digits, "-" and ":" alone. */
export function orderSheet(menu: string, widgets: readonly Widget[]): string {
  const rules = widgets.map(({ id, chatbox }, order) => {
    const widget = `.vertical-menu[data-menu="${menu}"]>[data-widget="${id}"]`;
    if (chatbox === undefined) return `${widget}{order:${order}}`;
    const height = HEIGHTS[chatbox.options.height];
    return `${widget}{order:${order};display:block}${widget} .chatbox{--chatbox-height:${height}}`;
  });
  return `@layer chatbox{${rules.join('')}}`;
}

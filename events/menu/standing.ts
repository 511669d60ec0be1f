import { isOffered, type Offer, type Widget } from './widget.ts';

/**
 * The menu as it stands on the site: what was saved, without what the site has no more, and with the site's widgets that
 * no save knows yet, each below the one that it follows by default.
 */
export function standing(saved: Iterable<Widget>, offer: Offer): readonly Widget[] {
  const widgets = [...saved].filter((widget) => isOffered(widget, offer));
  for (const [index, id] of offer.widgets.entries()) {
    if (widgets.some((widget) => widget.id === id)) continue;
    const above = offer.widgets[index - 1];
    // Every one before it in the default order stands already.
    widgets.splice(widgets.findIndex((widget) => widget.id === above) + 1, 0, { id });
  }
  return widgets;
}

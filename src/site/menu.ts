/** The site's own widgets of the vertical menu, in their default order. */
export const menuWidgets = [
  { id: 'navigation', title: { fr: 'Navigation', en: 'Navigation' } },
  { id: 'week', title: { fr: 'La semaine', en: 'This week' } },
  { id: 'dock', title: { fr: 'Au ponton', en: 'At the dock' } },
];

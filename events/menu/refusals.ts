import { rule } from '../core/rule.ts';

export const NotAnOwner = rule('CHATBOX_NOT_AN_OWNER', () => 'Only an owner may change the menu.');
export const MenuChanged = rule('CHATBOX_MENU_CHANGED', () => 'Somebody else saved the menu meanwhile.');
export const WidgetUnknown = rule('CHATBOX_WIDGET_UNKNOWN', ({ widget }) => `The site has no widget "${widget}".`);
export const WidgetTwice = rule(
  'CHATBOX_WIDGET_TWICE',
  ({ widget }) => `The widget "${widget}" is in the menu already.`,
);

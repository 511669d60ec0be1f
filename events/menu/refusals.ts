import { type Details, Refusal } from '../core/errors.ts';

/** A rule of the menu that a command can break: a class with a permanent code, so that tests name the rule. */
const rule = (code: string, what: (details: Details) => string) =>
  class extends Refusal {
    static readonly code = code;
    constructor(details: Details = {}) {
      super(code, what(details), details);
    }
  };

export const NotAnOwner = rule('CHATBOX_NOT_AN_OWNER', () => 'Only an owner may change the menu.');
export const MenuChanged = rule('CHATBOX_MENU_CHANGED', () => 'Somebody else saved the menu meanwhile.');
export const WidgetUnknown = rule('CHATBOX_WIDGET_UNKNOWN', ({ widget }) => `The site has no widget "${widget}".`);
export const WidgetTwice = rule(
  'CHATBOX_WIDGET_TWICE',
  ({ widget }) => `The widget "${widget}" is in the menu already.`,
);

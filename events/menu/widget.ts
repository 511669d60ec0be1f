import type { WidgetOptions } from './events.ts';

/** One entry of the vertical menu: the site's own, or a chatbox. */
export interface Widget {
  readonly id: string;
  readonly chatbox?: { readonly chat: string; readonly options: WidgetOptions } | undefined;
}

/** What the site has to place, as its configuration says it by now. */
export interface Offer {
  /** Its own widgets, in their default order. */
  readonly widgets: readonly string[];
  readonly chats: readonly string[];
}

/** A chatbox stands once in a menu: its messages carry ids that a page holds once. */
export const chatboxWidget = (chat: string, options: WidgetOptions = defaultOptions): Widget => ({
  id: `chatbox:${chat}`,
  chatbox: { chat, options },
});

export const defaultOptions: WidgetOptions = {
  title: '',
  height: 'medium',
  messages: 30,
  members: true,
  sound: false,
  visitorText: '',
};

export const isOffered = ({ id, chatbox }: Widget, offer: Offer): boolean =>
  chatbox === undefined
    ? offer.widgets.includes(id)
    : id === `chatbox:${chatbox.chat}` && offer.chats.includes(chatbox.chat);

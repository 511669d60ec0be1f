import { z } from 'zod';
import { plainCodec } from '../core/codec.ts';
import type { Event } from '../core/event.ts';

/** A widget is named after its slot (`navigation`), or after its chatbox (`chatbox:main`). */
const widget = z.string().regex(/^(?:chatbox:)?[a-z0-9][a-z0-9-]{0,39}$/);
/** The widget that it stands below; none: it is the first. */
const after = widget.optional();

/** What an owner sets of a chatbox in the menu. */
export const WidgetOptions = z.object({
  /** Empty: the language's own word. */
  title: z.string().max(60),
  /** How tall the box stands; a style sheet of the site may say more by `--chatbox-height`. */
  height: z.enum(['small', 'medium', 'large']),
  /** How many messages are shown at first. */
  messages: z.int().min(5).max(100),
  /** Whether the list of connected members is shown. */
  members: z.boolean(),
  /** Whether the sound can be switched on. */
  sound: z.boolean(),
  /** Words to visitors; empty: the plugin's own. */
  visitorText: z.string().max(300),
});
export type WidgetOptions = Readonly<z.output<typeof WidgetOptions>>;

export const schemas = {
  /** Without a chatbox it is one of the site's own, which the first save of a menu writes down too. */
  WidgetAdded: {
    v: 1,
    data: z.object({ widget, after, chatbox: z.object({ chat: z.string(), options: WidgetOptions }).optional() }),
  },
  /** Only the options that changed. */
  WidgetConfigured: { v: 1, data: z.object({ widget, options: WidgetOptions.partial() }) },
  WidgetMoved: { v: 1, data: z.object({ widget, after }) },
  WidgetRemoved: { v: 1, data: z.object({ widget }) },
} as const;

type Schemas = typeof schemas;
type EventOf<T extends keyof Schemas> = Event<T, z.output<Schemas[T]['data']>>;

/** An event of the stream `menu-<id>`. */
export type MenuEvent = { [T in keyof Schemas]: EventOf<T> }[keyof Schemas];
export type MenuEventOf<T extends MenuEvent['type']> = Extract<MenuEvent, { type: T }>;

export const menuCodec = plainCodec<MenuEvent>(schemas);

/** The stream of one vertical menu. */
export const menuStream = (id: string): string => `menu-${id}`;

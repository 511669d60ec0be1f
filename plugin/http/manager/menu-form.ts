import { z } from 'zod';
import { cleanText } from '../../../events/chatbox/text.ts';
import { WidgetOptions } from '../../../events/menu/events.ts';
import { standing } from '../../../events/menu/standing.ts';
import { chatboxWidget, defaultOptions, type Offer, type Widget } from '../../../events/menu/widget.ts';
import type { OptionName, Typed } from '../../fragments/manager/types.ts';
import { badForm } from '../forms.ts';
import type { Fields } from './owners.ts';

/** A widget of an owner's draft, its options as they were typed. */
export interface DraftRow {
  readonly id: string;
  readonly chatbox?: { readonly chat: string; readonly typed: Typed } | undefined;
}

export interface MenuForm {
  readonly seen: number;
  /** `save`, `draft`, or what to do with one widget: `up:agenda`, `add:chatbox:main`. */
  readonly act: string;
  readonly rows: readonly DraftRow[];
  /** The chatboxes that were taken out of the draft, their options as they were then. */
  readonly out: readonly DraftRow[];
}

const Head = z.object({ seen: z.coerce.number().int().min(-1), do: z.string().max(80).default('draft') });

/** The order of the fields is the order of the widgets. What the site does not offer is left out. @throws `HTTP_BAD_FORM` */
export function menuForm(fields: Fields, offer: Offer): MenuForm {
  const head = Head.safeParse(fields);
  if (!head.success) throw badForm(String(head.error.issues[0]?.path[0]));
  const widgets = Object.entries(fields).flatMap(([name, chat]): Widget[] => {
    if (!name.startsWith('w.')) return [];
    const widget = chat === '' ? { id: name.slice(2) } : chatboxWidget(chat);
    return name === `w.${widget.id}` ? [widget] : [];
  });
  const rowOf = ({ id, chatbox }: Widget): DraftRow =>
    chatbox === undefined ? { id } : { id, chatbox: { chat: chatbox.chat, typed: typedIn(fields, id) } };
  const rows = standing(widgets, offer).map(rowOf);
  const sent = offer.chats.map((chat) => rowOf(chatboxWidget(chat))).filter(({ id }) => `o.${id}.height` in fields);
  return { seen: head.data.seen, act: head.data.do, rows, out: leftOut(sent, rows) };
}

/** The chatboxes among these that the draft does not hold. */
export const leftOut = (known: readonly DraftRow[], rows: readonly DraftRow[]): readonly DraftRow[] =>
  known.filter(({ id, chatbox }) => chatbox !== undefined && rows.every((row) => row.id !== id));

function typedIn(fields: Fields, id: string): Typed {
  const text = (name: OptionName): string => fields[`o.${id}.${name}`] ?? '';
  return {
    title: text('title'),
    height: text('height'),
    messages: text('messages'),
    members: text('members') === 'true',
    sound: text('sound') === 'true',
    visitorText: cleanText(text('visitorText')),
  };
}

export const typedOf = (options: WidgetOptions): Typed => ({ ...options, messages: String(options.messages) });

export const draftOf = (widgets: readonly Widget[]): DraftRow[] =>
  widgets.map(({ id, chatbox }) =>
    chatbox === undefined ? { id } : { id, chatbox: { chat: chatbox.chat, typed: typedOf(chatbox.options) } },
  );

/** The options that were typed, and which of them cannot be: those are as they were before. */
export function optionsOf(
  typed: Typed,
  before: WidgetOptions = defaultOptions,
): { readonly options: WidgetOptions; readonly wrong: readonly OptionName[] } {
  const given = {
    ...typed,
    title: cleanText(typed.title).replace(/\s+/gu, ' ').trim(),
    messages: /^\d{1,3}$/.test(typed.messages.trim()) ? Number(typed.messages) : Number.NaN,
    visitorText: typed.visitorText.trim(),
  };
  const parsed = WidgetOptions.safeParse(given);
  if (parsed.success) return { options: parsed.data, wrong: [] };
  const wrong = WidgetOptions.keyof().options.filter((name) =>
    parsed.error.issues.some(({ path }) => path[0] === name),
  );
  const asBefore = Object.fromEntries(wrong.map((name) => [name, before[name]]));
  return { options: WidgetOptions.parse({ ...given, ...asBefore }), wrong };
}

/** The menu that a draft asks for. */
export const widgetsOf = (rows: readonly DraftRow[], saved: readonly Widget[]): Widget[] =>
  rows.map(({ id, chatbox }) => {
    if (chatbox === undefined) return { id };
    const before = saved.find((widget) => widget.id === id)?.chatbox?.options;
    return chatboxWidget(chatbox.chat, optionsOf(chatbox.typed, before).options);
  });

export const wrongIn = (rows: readonly DraftRow[]): boolean =>
  rows.some(({ chatbox }) => chatbox !== undefined && optionsOf(chatbox.typed).wrong.length > 0);

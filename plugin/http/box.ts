import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { messageId } from '../../events/chatbox/keys.ts';
import { isOwner, type Member } from '../../events/chatbox/member.ts';
import { barred, isModerator } from '../../events/chatbox/rights.ts';
import type { ChatboxError } from '../../events/core/errors.ts';
import { WidgetOptions } from '../../events/menu/events.ts';
import { defaultOptions } from '../../events/menu/widget.ts';
import { meet } from '../commands.ts';
import type { Room, Runtime } from '../create-runtime.ts';
import type { ComposerData, Farewell } from '../fragments/types.ts';
import type { Locale } from '../i18n/locale.ts';
import { isUnfit } from '../members/checked.ts';
import type { Viewer, ViewerContext } from '../members/directory.ts';
import { history } from './history.ts';

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

const { title, height, messages, visitorText } = WidgetOptions.shape;

/** How a chatbox stands in its place: what a widget of the menu, or `<Chatbox>`, may set. What does not fit is default. */
export const BoxOptions = z.object({
  title: z.string().trim().pipe(title).catch(defaultOptions.title),
  height: height.catch(defaultOptions.height),
  messages: z.coerce.number().pipe(messages).catch(defaultOptions.messages),
  members: flag.catch(defaultOptions.members),
  sound: flag.catch(defaultOptions.sound),
  visitorText: z.string().trim().pipe(visitorText).catch(defaultOptions.visitorText),
});
export type BoxOptions = z.output<typeof BoxOptions>;

/** What stays of a post that was refused. */
export interface Refused {
  readonly text: string;
  readonly error: ChatboxError;
  /** The key to send it again under; a fresh one where that key is spent. */
  readonly key?: string;
}

export interface BoxPlace {
  readonly chat: string;
  readonly locale: Locale;
  readonly options: BoxOptions;
  /** Where a form without JavaScript comes back to. */
  readonly returnTo: string;
  readonly before?: bigint | undefined;
  /** What the composer holds at first. */
  readonly draft?: string | undefined;
  readonly refused?: Refused | undefined;
}

/** The whole box for whoever asks: a visitor gets the invitation, and not one byte of the chat. */
export async function renderBox(runtime: Runtime, context: ViewerContext, place: BoxPlace): Promise<string> {
  const { chat: id, locale, options, returnTo } = place;
  const farewell = (why: Farewell, owner = false) =>
    runtime.rendererOf(id).farewell(why, locale, { ...options, returnTo, owner });
  let viewer: Viewer | undefined;
  try {
    viewer = await runtime.viewer(context);
  } catch (error) {
    if (isUnfit(error)) return farewell('account');
    throw error;
  }
  if (viewer === undefined) return farewell('visitor');
  const room = await runtime.room(id);
  const { chat, hub, renderer } = room;
  const { member, session } = viewer;
  await meet(chat, member);
  const why = barred(member, chat.state);
  if (why !== undefined) return farewell(why, isOwner(member));

  // Before the store is read: what comes meanwhile is told by the stream, and a box that claims it would lose it.
  const { revision } = chat;
  const page = await history(chat, member, options.messages, place.before);
  return renderer.box({
    locale,
    options,
    member,
    session,
    moderator: isModerator(member, chat.state.settings),
    revision,
    views: page.views,
    before: page.before,
    present: hub.present(),
    notice: hub.notice(member),
    composer: composer(room, member, place),
  });
}

/** A form with a key that no other form has, and the id that its message will have. */
export function composer(
  { chat }: Room,
  member: Member,
  { locale, returnTo, refused, draft }: Pick<BoxPlace, 'locale' | 'returnTo' | 'refused' | 'draft'>,
): ComposerData {
  const key = refused?.key ?? `${chat.revision}.${randomUUID()}`;
  return {
    locale,
    key,
    message: messageId(chat.stream, member.id, key),
    member: member.id,
    text: refused?.text ?? draft ?? '',
    error: refused?.error,
    returnTo,
  };
}

import { getRuntime } from './runtime.ts';

/** What a chatbox needs a group of the site for: to let members in, or to keep order. */
export interface GroupUse {
  readonly chat: string;
  readonly as: 'members' | 'moderators';
}

/**
 * What the site's chatboxes use a group for, so that whoever would delete it can be told what that ends.
 * @example
 * import { usesOfGroup } from 'astro-chatbox/groups';
 * const uses = await usesOfGroup('rowers'); // [{ chat: 'main', as: 'members' }]
 * @throws `STORE_UNAVAILABLE` while that cannot be known
 */
export async function usesOfGroup(group: string): Promise<readonly GroupUse[]> {
  const runtime = await getRuntime();
  const rooms = await Promise.all(runtime.options.chatboxes.map((id) => runtime.room(id)));
  return rooms.flatMap(({ id: chat, chat: { state } }) => [
    ...(state.settings.group === group ? [{ chat, as: 'members' } as const] : []),
    ...(state.settings.moderators === group ? [{ chat, as: 'moderators' } as const] : []),
  ]);
}

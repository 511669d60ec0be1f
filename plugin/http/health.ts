import { StoreUnavailable } from '../../events/core/errors.ts';
import type { Runtime } from '../create-runtime.ts';

/** @throws why a chatbox of the site cannot be read, or does not hear what is new */
export async function mustBeWell(runtime: Runtime): Promise<void> {
  const rooms = await Promise.all(runtime.options.chatboxes.map((id) => runtime.room(id)));
  for (const { chat } of rooms) if (chat.away !== undefined) throw new StoreUnavailable(chat.away);
}

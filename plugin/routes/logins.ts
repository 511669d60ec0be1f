import { foldLogin, LOGIN_PATTERN } from '../../events/chatbox/member.ts';
import { mustEnter } from '../../events/chatbox/rights.ts';
import { endpoint } from '../http/endpoint.ts';
import { firstLogins } from '../http/first-logins.ts';
import { requireViewer } from '../http/forms.ts';
import { jsonResponse } from '../http/respond.ts';

/**
 * Logins that begin with `?prefix=`, of members who may enter: those whom the chat has met, and the one who has
 * exactly that login. `string[]`
 */
export const GET = endpoint(async ({ runtime, context, chat }) => {
  const { member } = await requireViewer(runtime, context);
  const { state } = (await runtime.room(chat)).chat;
  mustEnter(member, state);
  const prefix = foldLogin(context.url.searchParams.get('prefix') ?? '').slice(0, 30);
  const exact = LOGIN_PATTERN.test(prefix) ? await runtime.directory.findByLogins([prefix]) : [];
  const others = state.members
    .valueSeq()
    .concat(exact)
    .filter(({ id }) => id !== member.id);
  return jsonResponse(firstLogins(others, prefix, state));
});

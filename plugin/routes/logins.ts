import { foldLogin, LOGIN_PATTERN } from '../../events/chatbox/member.ts';
import { barred, mustEnter } from '../../events/chatbox/rights.ts';
import { endpoint } from '../http/endpoint.ts';
import { requireViewer } from '../http/forms.ts';
import { jsonResponse } from '../http/respond.ts';

const MOST = 8;

/**
 * Logins that begin with `?prefix=`, of members who may enter: those whom the chat has met, and the one who has
 * exactly that login. `string[]`
 */
export const GET = endpoint(async ({ runtime, context, chat }) => {
  const { member } = await requireViewer(runtime, context);
  const { state } = (await runtime.room(chat)).chat;
  mustEnter(member, state);
  const prefix = foldLogin(context.url.searchParams.get('prefix') ?? '').slice(0, 30);
  const met = state.members.valueSeq().filter((one) => one.login.startsWith(prefix));
  const exact = LOGIN_PATTERN.test(prefix) ? await runtime.directory.findByLogins([prefix]) : [];
  const logins = [...met, ...exact]
    .filter((one) => one.id !== member.id && barred(one, state) === undefined)
    .map(({ login }) => login);
  return jsonResponse([...new Set(logins)].sort().slice(0, MOST));
});

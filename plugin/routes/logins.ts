import { foldLogin } from '../../events/chatbox/member.ts';
import { barred, mustEnter } from '../../events/chatbox/rights.ts';
import { endpoint } from '../http/endpoint.ts';
import { requireViewer } from '../http/forms.ts';
import { jsonResponse } from '../http/respond.ts';

const MOST = 8;

/** Logins that begin with `?prefix=`, of members whom the chat has met and who may enter: `string[]`. */
export const GET = endpoint(async ({ runtime, context, chat }) => {
  const { member } = await requireViewer(runtime, context);
  const { state } = (await runtime.room(chat)).chat;
  mustEnter(member, state);
  const prefix = foldLogin(context.url.searchParams.get('prefix') ?? '').slice(0, 30);
  const logins = state.members
    .valueSeq()
    .filter((one) => one.login.startsWith(prefix) && one.id !== member.id && barred(one, state) === undefined)
    .map(({ login }) => login);
  return jsonResponse([...logins].sort().slice(0, MOST));
});

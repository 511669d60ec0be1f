import { commandMeta } from '../create-runtime.ts';
import { moderation } from '../http/moderation.ts';

export const POST = moderation('message', ({ viewer, target, form }) => ({
  kind: 'RemoveMessage',
  meta: commandMeta(),
  actor: viewer.member,
  target,
  reason: form.reason,
}));

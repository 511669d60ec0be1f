import { commandMeta } from '../create-runtime.ts';
import { moderation } from '../http/moderation.ts';

export const POST = moderation('author', ({ viewer, target, form }) => ({
  kind: 'MuteMember',
  meta: commandMeta(),
  actor: viewer.member,
  member: target.data.author,
  minutes: form.minutes ?? 0,
  reason: form.reason,
}));

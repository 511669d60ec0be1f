import { commandMeta } from '../create-runtime.ts';
import { moderation } from '../http/moderation.ts';

export const POST = moderation('author', ({ viewer, target }) => ({
  kind: 'UnmuteMember',
  meta: commandMeta(),
  actor: viewer.member,
  member: target.data.author,
}));

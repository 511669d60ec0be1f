import { commandMeta } from '../create-runtime.ts';
import { moderation } from '../http/moderation.ts';

export const POST = moderation('message', ({ viewer, target }) => ({
  kind: 'RestoreMessage',
  meta: commandMeta(),
  actor: viewer.member,
  target,
}));

import { moderation } from '../http/moderation.ts';

export const POST = moderation('restore');

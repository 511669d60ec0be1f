import { ChatboxError } from '../../events/core/errors.ts';
import type { Runtime } from '../create-runtime.ts';
import { createRenderer, type Renderer } from '../fragments/renderer.ts';
import { complain } from '../plain-line.ts';
import { site } from '../runtime.ts';
import { type SiteLog, safeError } from './errors.ts';
import { createUrls } from './urls.ts';

/** Where a chat that does not start says why. */
export const NOT_STARTED: SiteLog = { log: complain, outage: complain };

/** What a reader is told of whatever was thrown, and what writes it; there is no runtime where the chat does not start. */
export function failure(
  thrown: unknown,
  runtime: Runtime | undefined,
  chat: string,
): { readonly error: ChatboxError; readonly renderer: Renderer } {
  if (runtime !== undefined) return { error: safeError(thrown, runtime), renderer: runtime.rendererOf(chat) };
  safeError(thrown, NOT_STARTED);
  const error = new ChatboxError('CHAT_NOT_STARTED', 'The chat cannot start; the log of the site says why.');
  return { error, renderer: createRenderer(createUrls(site.urls)) };
}

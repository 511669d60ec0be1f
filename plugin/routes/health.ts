import type { APIRoute } from 'astro';
import { ChatboxError } from '../../events/core/errors.ts';
import { jsonResponse } from '../http/respond.ts';
import { getRuntime } from '../runtime.ts';

/**
 * Opens what the chat needs, and says whether it is there: for whoever starts or watches the site. 503 with a code
 * where it is not; the log has the rest.
 */
export const GET: APIRoute = async () => {
  try {
    const runtime = await getRuntime();
    await Promise.all(runtime.options.chatboxes.map((id) => runtime.room(id)));
    return jsonResponse({ status: 'ok' });
  } catch (error) {
    console.error(`[astro-chatbox] ${error instanceof Error ? error.message : error}`);
    return jsonResponse({ status: 'error', code: error instanceof ChatboxError ? error.code : 'INTERNAL' }, 503);
  }
};

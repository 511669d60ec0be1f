import type { APIRoute } from 'astro';
import { ChatboxError, messageOf, StoreUnavailable } from '../../events/core/errors.ts';
import type { Runtime } from '../create-runtime.ts';
import { NOT_STARTED } from '../http/failure.ts';
import { mustBeWell } from '../http/health.ts';
import { jsonResponse } from '../http/respond.ts';
import { getRuntime } from '../runtime.ts';

/**
 * Opens what the chat needs, and says whether it is there: for whoever starts or watches the site. 503 with a code
 * where it is not; the log has the rest.
 */
export const GET: APIRoute = async () => {
  let runtime: Runtime | undefined;
  try {
    runtime = await getRuntime();
    await mustBeWell(runtime);
    return jsonResponse({ status: 'ok' });
  } catch (error) {
    const { log, outage } = runtime ?? NOT_STARTED;
    const tell = error instanceof StoreUnavailable ? outage : log;
    tell(messageOf(error));
    return jsonResponse({ status: 'error', code: error instanceof ChatboxError ? error.code : 'INTERNAL' }, 503);
  }
};

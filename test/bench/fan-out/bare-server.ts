import type { ServerResponse } from 'node:http';
import { frame } from '../../../plugin/hub/frames.ts';
import { Pacer } from '../../../plugin/hub/pacing.ts';
import { renderer, uuid, view } from '../../support/fragments.ts';
import { stamped } from './messages.ts';
import type { Streams } from './server.ts';

const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform' };

/**
 * The yardstick: the same frames to everybody, and nothing else: no log, no members, no rights, no resume. It writes
 * each frame as it comes, or all that came in one write, at the hub's own pace.
 */
export function bareServer(how: 'coalescing' | 'each'): Streams {
  const open = new Set<ServerResponse>();
  const [before = '', after = ''] = renderer.message(view('STAMP', { message: uuid(1) }), 'en').split('STAMP');
  let waiting: Buffer[] = [];
  let revision = 0n;
  const pacer = new Pacer(async () => {
    const bytes = Buffer.concat(waiting);
    waiting = [];
    for (const response of open) response.write(bytes);
  });
  return {
    answer(_, response) {
      response.writeHead(200, HEADERS);
      response.write(': ok\n\n');
      open.add(response);
      response.once('close', () => open.delete(response));
    },
    post() {
      revision += 1n;
      const bytes = frame(`${before}${stamped()}${after}`, revision);
      if (how === 'each') {
        for (const response of open) response.write(bytes);
        return;
      }
      waiting.push(bytes);
      pacer.ask();
    },
  };
}

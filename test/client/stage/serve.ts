import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text as read } from 'node:stream/consumers';
import type { Farewell } from '../../../plugin/fragments/types.ts';
import { asset } from './assets.ts';
import { type Caller, pages } from './pages.ts';
import { LOGINS, refusalOf, sees, Talk, tooMuch } from './talk.ts';

const BEAT = 2_000;
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

/** What can go wrong with the line, and with what is sent on it. */
export interface Faults {
  /** How the stream and the box are answered instead. */
  stream: 'away' | 'cut' | 'hangs' | 'held back' | 'log-in page' | undefined;
  /** How a post is answered instead; `lost` stores it and loses the answer. */
  post: 'away' | 'lost' | undefined;
  /** Seconds for which every post is too much at once. */
  flood: number;
  /** Milliseconds that an answer takes longer. */
  slow: number;
}

interface Line extends Caller {
  readonly response: ServerResponse;
}

/** The stage: a small server with the real templates, whose lines can be cut, silenced and garbled at will. */
export async function serve() {
  const talk = new Talk();
  const lines = new Set<Line>();
  const ended = new Set<string>();
  let shut: Farewell | undefined;
  const faults: Faults = { stream: undefined, post: undefined, flood: 0, slow: 0 };
  const counted = { streams: 0, posts: 0, boxes: 0 };
  const show = pages(talk, () => [...lines].map(({ login }) => login));

  const frame = ({ response }: Line, html: string, id: number, type?: string): void => {
    const data = html.split('\n').map((line) => `data: ${line}\n`);
    response.write(`${type ? `event: ${type}\n` : ''}${data.join('')}id: ${id}\n\n`);
  };
  function showOut(why: Farewell, session?: string): void {
    for (const line of lines) {
      if (session !== undefined && line.session !== session) continue;
      frame(line, show.farewell(why), talk.revision, 'bye');
      lines.delete(line);
      line.response.end();
    }
  }
  const toAll = (type: string, html = ''): void => {
    for (const line of lines) frame(line, html, talk.revision, type);
  };

  const isKnown = ({ login, session }: Caller): boolean => LOGINS.includes(login) && !ended.has(session);
  const boxFor = (caller: Caller): string =>
    isKnown(caller) ? (shut ? show.farewell(shut) : show.box(caller)) : show.farewell('visitor');

  function stream(caller: Caller, request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': ok\n\n');
    const line = { ...caller, response };
    lines.add(line);
    const tell = (revision: number, of = talk.log[revision]?.of): void => {
      if (of && lines.has(line) && sees(caller.login, of)) frame(line, show.message(of), revision);
    };
    for (let next = Number(request.headers['last-event-id'] ?? -1) + 1; next <= talk.revision; next += 1) tell(next);
    frame(line, show.present(), talk.revision, 'presence');
    const forget = talk.listen(({ revision }) => tell(revision));
    const beat = setInterval(() => lines.has(line) && frame(line, '', talk.revision, 'beat'), BEAT);
    response.on('close', () => {
      forget();
      clearInterval(beat);
      lines.delete(line);
    });
  }

  async function post(caller: Caller, request: IncomingMessage, response: ServerResponse): Promise<void> {
    counted.posts += 1;
    const form = new URLSearchParams(await read(request));
    const [text, key] = [form.get('text') ?? '', form.get('key') ?? ''];
    await pause(faults.slow);
    if (faults.post === 'away') {
      return html(response, show.refused({ code: 'STORE_UNAVAILABLE', details: {} }, key, text), 503);
    }
    const no = faults.flood > 0 ? tooMuch(faults.flood) : refusalOf(text, form.get('audience'));
    if (no) {
      const { seconds } = no.details;
      return html(response, show.refused(no, key, text), no.status, seconds ? { 'retry-after': String(seconds) } : {});
    }
    const of = talk.post(caller.login, text, key);
    if (faults.post === 'lost') response.destroy();
    else html(response, show.posted(of));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stage');
    const file = asset(pathname);
    if (file) {
      response.writeHead(200, { 'content-type': file.type });
      response.end(file.body);
      return;
    }
    const session = /s=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const [login = ''] = session.split('-');
    const caller = { session, login };
    const known = isKnown(caller);
    const of = talk.at(Number(searchParams.get('revision')));
    const acts = pathname === '/chatbox/removals' || pathname === '/chatbox/restorations';
    if (pathname === '/chatbox/stream') {
      counted.streams += 1;
      if (faults.stream === 'away') html(response, '', 503);
      else if (faults.stream === 'log-in page') html(response, '<form></form>');
      else if (faults.stream === 'cut') response.destroy();
      else if (faults.stream === 'hangs') return;
      else if (faults.stream === 'held back')
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      else if (known) stream(caller, request, response);
      else html(response, '', 401);
    } else if (pathname === '/chatbox/box') {
      counted.boxes += 1;
      const box = boxFor(caller);
      await pause(faults.slow);
      if (faults.stream === 'away') html(response, '', 503);
      else html(response, faults.stream === 'log-in page' ? '<form></form>' : box);
    } else if (!known && pathname.startsWith('/chatbox/')) {
      html(response, show.error({ code: 'HTTP_LOGGED_OUT', details: {} }), 401);
    } else if (pathname === '/chatbox/messages' && request.method === 'POST') await post(caller, request, response);
    else if (pathname === '/chatbox/messages') {
      html(response, show.older(login, Number(searchParams.get('before'))));
    } else if (pathname === '/chatbox/logins') {
      const prefix = searchParams.get('prefix') ?? '';
      const found = LOGINS.filter((one) => one.startsWith(prefix) && one !== login);
      html(response, JSON.stringify(found));
    } else if (pathname === '/chatbox/acts' && of) html(response, show.acts(login, of));
    else if (acts) {
      const target = talk.at(Number(new URLSearchParams(await read(request)).get('revision')));
      if (!target) return html(response, '', 404);
      if (pathname === '/chatbox/removals') talk.remove(target, login);
      else talk.restore(target);
      html(response, show.message(target));
    } else html(response, document(pathname, show.host(boxFor(caller))));
  }

  const document = (path: string, box: string): string =>
    `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Club</title>
    <link rel="stylesheet" href="/plugin/styles/chatbox.css">
    <script type="module" src="/plugin/client/chat-box.ts"></script></head>
    <body><h1>Club</h1>${path === '/empty' ? '' : path === '/prerendered' ? show.waiting() : box}</body></html>`;

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  const port = typeof at === 'object' && at ? at.port : 0;
  return {
    url: `http://localhost:${port}`,
    port,
    talk,
    faults,
    counted,
    lines: () => lines.size,
    /** Cuts every line, as a proxy or a restart would. */
    kill() {
      for (const { response } of lines) response.destroy();
    },
    /** Ends every line in the middle of an event. */
    truncate(raw: string) {
      for (const line of lines) {
        lines.delete(line);
        line.response.end(raw);
      }
    },
    freshBox: () => toAll('box'),
    tellPresent: () => toAll('presence', show.present()),
    /** Tells everybody the same, as the server does at the start of each line. */
    tellMuted: (until: string) => toAll('notice', show.muted(until)),
    /** The session is over: the last event says so. */
    endSession(session: string) {
      ended.add(session);
      showOut('ended', session);
    },
    /** Every member is shown out, and stays so until it opens again. */
    shut(why: Farewell) {
      shut = why;
      showOut(why);
    },
    reopen() {
      shut = undefined;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function html(response: ServerResponse, body: string, status = 200, headers: Record<string, string> = {}): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'private, no-store',
    'content-security-policy': CSP,
    ...headers,
  });
  response.end(body);
}

const pause = (ms: number): Promise<void> | undefined =>
  ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : undefined;

import type { APIContext, APIRoute } from 'astro';
import { expect } from 'chai';
import type { Member } from '../../events/chatbox/member.ts';
import type { Runtime } from '../../plugin/create-runtime.ts';
import { STREAMS_OF_A_MEMBER } from '../../plugin/hub/limits.ts';
import { ask, member, postMessage } from '../support/builders.ts';
import { owner } from '../support/chat.ts';
import { until } from '../support/until.ts';
import { virtualSite } from '../support/virtual-site.ts';
import { readFrames } from './read-frames.ts';

const members = new Map<string, Member>();

describe('GET stream', () => {
  let GET: APIRoute;
  let HEAD: APIRoute;
  let runtime: Runtime;
  const bodies: ReadableStreamDefaultReader<Uint8Array>[] = [];

  before(async () => {
    virtualSite({
      viewer: async ({ request }) => {
        const session = request.headers.get('cookie') ?? '';
        const known = members.get(session);
        return known && { session, member: known };
      },
      current: async (sessions) => new Map([...members].filter(([session]) => sessions.includes(session))),
      groups: async () => [],
      findByLogins: async () => [],
    });
    ({ GET, HEAD } = await import('../../plugin/routes/stream.ts'));
    runtime = await (await import('../../plugin/runtime.ts')).getRuntime();
    const { chat } = await runtime.room('main');
    const settings = { enabled: true, group: 'chat', moderators: undefined };
    await chat.execute(ask('SaveSettings', { actor: owner, settings, seen: -1, entitled: true, known: [] }));
  });
  afterEach(async () => {
    await Promise.all(bodies.splice(0).map((body) => body.cancel()));
    members.clear();
  });
  after(() => runtime.close());

  const ada = member('ada', { groups: ['chat'] });
  const log = (who: Member): string => {
    members.set(`session of ${who.login}`, who);
    return `session of ${who.login}`;
  };
  const get = async (cookie = '', query = 'chat=main&locale=en', headers: Record<string, string> = {}) => {
    const url = new URL(`http://site.example/chatbox/stream?${query}`);
    const request = new Request(url, { headers: { ...(cookie && { cookie }), ...headers } });
    return GET({ request, url, cookies: {}, locals: {} } as unknown as APIContext);
  };
  /** Reads the stream as it comes. */
  const follow = (answer: Response): (() => string) => {
    const body = answer.body?.getReader();
    if (body === undefined) throw new Error('no body');
    bodies.push(body);
    let text = '';
    const read = async (): Promise<void> => {
      for (let part = await body.read(); !part.done; part = await body.read()) text += Buffer.from(part.value);
    };
    void read();
    return () => text;
  };

  it('streams what is posted to a member of the group', async () => {
    const { chat } = await runtime.room('main');
    const answer = await get(log(ada), 'chat=main&locale=fr', { 'last-event-id': String(chat.revision) });
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-type')).to.equal('text/event-stream; charset=utf-8');
    expect(answer.headers.get('cache-control')).to.equal('no-store, no-transform');
    const text = follow(answer);
    await chat.execute(postMessage(ada, 'bonjour'));
    await until('it came', () => text().includes('bonjour'));
    expect(text().startsWith(': ok\n\n')).to.equal(true);
    const message = readFrames(text()).find(({ event }) => event === 'message');
    expect(message?.id).to.equal(String(chat.revision));
    expect(message?.data).to.contain('aria-label="Actions sur le message de ada"');
  });

  it('introduces whoever opens it, so that the log says who could read', async () => {
    const { chat } = await runtime.room('main');
    const lea = member('lea', { groups: ['chat'] });
    follow(await get(log(lea)));
    expect(chat.state.members.get(lea.id)).to.deep.include({ login: 'lea', groups: ['chat'] });
  });

  it('has the log say of whoever knocks in vain what they lost, and nothing of whoever never was there', async () => {
    const { chat } = await runtime.room('main');
    const tom = member('tom', { groups: ['chat'] });
    follow(await get(log(tom)));
    const stranger = member('stranger');
    for (const out of [{ ...tom, groups: [] }, stranger]) expect((await get(log(out))).status).to.equal(403);
    expect(chat.state.members.get(tom.id)).to.deep.include({ groups: [] });
    expect(chat.state.members.has(stranger.id)).to.equal(false);
  });

  it('is not what somebody else’s box gets, who was logged in before', async () => {
    const cookie = log(ada);
    const answer = await get(cookie, `chat=main&locale=en&member=${member('bob').id}`);
    expect(answer.status).to.equal(409);
    expect(await answer.text()).to.contain('HTTP_OTHER_MEMBER');
    expect((await get(cookie, `chat=main&locale=en&member=${ada.id}`)).status).to.equal(200);
  });

  it('answers 401 to a visitor, with not one byte of the chat', async () => {
    const answer = await get();
    expect(answer.status).to.equal(401);
    expect(answer.headers.get('content-type')).not.to.contain('event-stream');
    expect(await answer.text()).not.to.contain('<article');
  });

  it('answers 403 to a member of another group, and 404 for a chat that is not there', async () => {
    expect((await get(log(member('eve')))).status).to.equal(403);
    expect((await get(log(ada), 'chat=nothing')).status).to.equal(404);
  });

  it('answers 429 to a member who has it open in very many places, until one is closed', async () => {
    const cookie = log(ada);
    for (let n = 0; n < STREAMS_OF_A_MEMBER; n += 1) follow(await get(cookie));
    const { hub } = await runtime.room('main');
    await until('they are open', () => hub.size === STREAMS_OF_A_MEMBER);
    expect((await get(cookie)).status).to.equal(429);
    await bodies.pop()?.cancel();
    expect((await get(cookie)).status).to.equal(200);
  });

  it('opens no more than so many for a member who asks for all of them at once', async () => {
    const cookie = log(member('kim', { groups: ['chat'] }));
    const answers = await Promise.all(Array.from({ length: 60 }, () => get(cookie)));
    const { hub } = await runtime.room('main');
    for (const answer of answers) if (answer.status === 200) follow(answer);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(hub.size).to.equal(STREAMS_OF_A_MEMBER);
  });

  it('ends within a second for whoever logs out', async function () {
    this.timeout(5_000);
    const cookie = log(ada);
    const text = follow(await get(cookie));
    await until('it is open', () => text().includes('event: notice'));
    const start = performance.now();
    members.delete(cookie);
    await until('they are seen off', () => text().includes('event: bye'));
    expect(performance.now() - start).to.be.lessThan(1_500);
    expect(readFrames(text()).at(-1)).to.have.property('event', 'bye');
  });

  it('answers 405 to HEAD, and opens nothing', async () => {
    const { hub } = await runtime.room('main');
    const answer = await HEAD({} as APIContext);
    expect(answer.status).to.equal(405);
    expect(answer.headers.get('allow')).to.equal('GET');
    expect(hub.size).to.equal(0);
  });
});

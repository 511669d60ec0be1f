import { randomUUID } from 'node:crypto';
import type { APIContext, APIRoute } from 'astro';
import { expect } from 'chai';
import { StoreUnavailable } from '../../events/core/errors.ts';
import type { Runtime } from '../../plugin/create-runtime.ts';
import { member, saveSettings } from '../support/builders.ts';
import { owner } from '../support/chat.ts';
import { all, one, textOf } from '../support/read-html.ts';
import { virtualSite } from '../support/virtual-site.ts';

describe('the route of messages', () => {
  let GET: APIRoute;
  let POST: APIRoute;
  let runtime: Runtime;

  before(async () => {
    virtualSite({
      viewer: async () => ({ session: 's1', member: member('ada') }),
      groups: async () => [],
      findByLogins: async () => [],
    });
    ({ GET, POST } = await import('../../plugin/routes/messages.ts'));
    runtime = await (await import('../../plugin/runtime.ts')).getRuntime();
    const { chat } = await runtime.room('main');
    await chat.execute(saveSettings(owner, { enabled: true }));
  });
  after(() => runtime.close());

  const newKey = (seen = 0) => `${seen}.${randomUUID()}`;
  /** Sends a form; answers with the form that comes back. */
  const post = async (text: string, key: string) => {
    const url = new URL('http://site.example/chatbox/messages?chat=main&locale=en');
    const headers = { origin: url.origin, host: url.host };
    const request = new Request(url, { method: 'POST', headers, body: new URLSearchParams({ text, key }) });
    const answer = await POST({ request, url, cookies: {}, locals: {} } as unknown as APIContext);
    const html = await answer.text();
    const field = all(html, 'input').find(({ attributes }) => attributes.get('name') === 'key');
    return {
      status: answer.status,
      text: textOf(one(html, 'textarea')).trim(),
      key: field?.attributes.get('value') ?? '',
      html,
    };
  };

  it('answers with the message, and with an empty form under another key', async () => {
    const key = newKey();
    const next = await post('hello', key);
    expect(next).to.include({ status: 200, text: '' });
    expect(next.key).not.to.equal(key);
    expect(next.html).to.include('hello');
  });

  it('keeps the text of a form too old to judge, and gives it a fresh key that can be', async () => {
    // No log has that revision, so that even a young one takes it for forgotten.
    const key = newKey(-2);
    const kept = await post('once more', key);
    expect(kept).to.include({ status: 409, text: 'once more' });
    expect(kept.key).not.to.equal(key);
    expect(await post('once more', kept.key)).to.include({ status: 200 });
  });

  it('keeps the text of a form that has sent another message, and gives it a fresh key', async () => {
    const key = newKey();
    await post('first', key);
    const kept = await post('second', key);
    expect(kept).to.include({ status: 409, text: 'second' });
    expect(kept.key).not.to.equal(key);
    expect(await post('second', kept.key)).to.include({ status: 200 });
  });

  it('answers what is sent again as the first time, where the chat was closed meanwhile', async () => {
    const { chat } = await runtime.room('main');
    const key = newKey();
    await post('stands', key);
    for (const enabled of [false, true]) {
      await chat.execute(saveSettings(owner, { enabled }, { seen: chat.state.settingsRevision }));
      expect(await post('stands', key), `enabled: ${enabled}`).to.include({ status: 200, text: '' });
      if (!enabled) expect(await post('stands not', newKey())).to.include({ status: 403, text: 'stands not' });
    }
  });

  it('keeps the key too of what was refused for another reason, so that a retry is the same command', async () => {
    const key = newKey();
    expect(await post('@nobody hello', key)).to.include({ status: 422, text: '@nobody hello', key });
  });

  it('speaks of a text that is kept to whoever wrote one, not to whoever reads, while the store is away', async () => {
    const { viewer } = runtime;
    const away = async () => {
      throw new StoreUnavailable('as told');
    };
    Object.assign(runtime, { viewer: away });
    const url = new URL('http://site.example/chatbox/messages?chat=main&locale=en&before=9');
    const answer = await GET({ request: new Request(url), url, cookies: {}, locals: {} } as unknown as APIContext);
    const text = await answer.text();
    Object.assign(runtime, { viewer });
    expect(answer.status).to.equal(503);
    expect(text).to.include('data-code="STORE_AWAY"').and.not.include('text');
  });
});

import type { AstroGlobal } from 'astro';
import { expect } from 'chai';
import type { Runtime } from '../../plugin/create-runtime.ts';
import type { answerPage as AnswerPage } from '../../plugin/http/page.ts';
import { all, textOf } from '../support/read-html.ts';
import { virtualSite } from '../support/virtual-site.ts';

const ADDRESS = 'http://site.example/chatbox/muted?chat=main';

describe('a page of the plugin, for whoever is not logged in', () => {
  let answerPage: typeof AnswerPage;
  let mutedPage: Parameters<typeof AnswerPage>[1];
  let runtime: Runtime;

  before(async () => {
    virtualSite({ viewer: async () => undefined, groups: async () => [], findByLogins: async () => [] });
    ({ answerPage } = await import('../../plugin/http/page.ts'));
    ({ mutedPage } = await import('../../plugin/http/muted-page.ts'));
    runtime = await (await import('../../plugin/runtime.ts')).getRuntime();
  });
  after(() => runtime.close());

  const ask = async (init: RequestInit = {}) => {
    const response = { status: 200, headers: new Headers() };
    const request = new Request(ADDRESS, init);
    const context = { request, url: new URL(ADDRESS), response, currentLocale: 'en', cookies: {}, locals: {} };
    const answer = await answerPage(context as unknown as AstroGlobal, mutedPage);
    if (answer instanceof Response) throw new Error('The answer is no page.');
    return { status: response.status, html: answer.html, text: all(answer.html, 'p').map(textOf).join(' ') };
  };

  it('invites them to log in and come back, and speaks of nothing that they did', async () => {
    const { status, html, text } = await ask();
    expect(status).to.equal(401);
    expect(text).to.equal('The chat is for members of the site.');
    const [logIn] = all(html, 'a');
    expect(logIn?.attributes.get('href')).to.equal('/login?return=%2Fchatbox%2Fmuted%3Fchat%3Dmain');
  });

  it('says in a line why, where that goes beside a message or answers a form', async () => {
    const fragment = await ask({ headers: { 'hx-request': 'true' } });
    const headers = { origin: new URL(ADDRESS).origin, host: new URL(ADDRESS).host };
    const form = await ask({ method: 'POST', headers, body: new URLSearchParams({ muted: 'm-bob' }) });
    for (const { status, html, text } of [fragment, form]) {
      expect(status).to.equal(401);
      expect(html).to.include('cb-note cb-bad');
      expect(text).to.include('so nothing was done');
    }
  });
});

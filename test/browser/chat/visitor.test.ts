import { expect } from 'chai';
import { chatOf, openTab, say, sees } from '../../support/chat-page.ts';
import { type Club, openClub } from '../../support/club.ts';
import { tap } from '../../support/wire.ts';

/** Words of the log. */
const SAID = ['history 4', 'Bienvenue sur le chat', 'Promo montres', 'en ce moment même'];
/** And what only a box of the chat would hold. */
const OF_THE_CHAT = [...SAID, 'data-session', 'data-seq'];

describe('a visitor', function () {
  this.timeout(120_000);
  let club: Club;
  before(async () => {
    club = await openClub();
  });
  afterEach(() => club.goHome());
  after(() => club.close());

  it('gets not one byte of the chat, in pages, box, stream, older messages, logins and acts', async () => {
    const jose = await openTab(await club.member('jose'));
    await say(jose, 'en ce moment même');
    await sees(jose, 'en ce moment même');
    const { request } = await club.visitor();
    const statuses: Record<string, number> = {
      '/': 200,
      '/club': 200,
      '/en': 200,
      '/chatbox': 200,
      '/en/chatbox': 200,
      '/chatbox?before=20': 200,
      '/chatbox?to=jose': 200,
      '/chatbox/box?chat=main&locale=fr': 200,
      '/chatbox/box?chat=main&locale=fr&menu=main&messages=100': 200,
      '/chatbox/stream?chat=main&locale=fr': 401,
      '/chatbox/messages?chat=main&locale=fr&before=20': 401,
      '/chatbox/logins?chat=main&prefix=': 401,
      '/chatbox/acts?chat=main&revision=8': 401,
    };
    for (const [path, status] of Object.entries(statuses)) {
      const answer = await request.get(path, { maxRedirects: 0 });
      expect(answer.status(), path).to.equal(status);
      const text = await answer.text();
      for (const word of OF_THE_CHAT) expect(text, path).to.not.include(word);
      if (path.startsWith('/chatbox/logins')) expect(text).to.not.match(/jose|kevin|nadia/u);
    }
  });

  it('cannot do anything in it', async () => {
    const { request } = await club.visitor();
    const form = { revision: '8', reason: 'parce que', minutes: '10', key: `0.${crypto.randomUUID()}`, text: 'coucou' };
    for (const act of ['messages', 'removals', 'restorations', 'mutes', 'unmutes']) {
      const answer = await request.post(`/chatbox/${act}?chat=main&locale=fr`, { form, headers: { origin: club.url } });
      expect(answer.status(), act).to.equal(401);
      const text = await answer.text();
      for (const word of OF_THE_CHAT) expect(text, act).to.not.include(word);
    }
    for (const page of ['/chatbox/settings', '/chatbox/menu']) {
      const answer = await request.get(page, { maxRedirects: 0 });
      expect(answer.status(), page).to.be.oneOf([303, 401, 403]);
    }
  });

  it('sees the invitation on every page, opens no stream, and comes back as a member to where they were', async () => {
    const context = await club.visitor();
    const page = await context.newPage();
    const wire = await tap(page);
    for (const path of ['/', '/en', '/chatbox', '/club']) {
      await page.goto(path);
      await chatOf(page).locator('.cb-farewell').waitFor({ timeout: 30_000 });
      expect(await chatOf(page).locator('.cb-farewell p').textContent()).to.match(/réservé aux membres|for members/u);
    }
    expect(wire.streams()).to.equal(0);
    for (const word of SAID) expect(wire.bytes()).to.not.include(word);

    await chatOf(page).locator('.cb-farewell a').click();
    await page.waitForURL('**/connexion?**');
    await page.locator('[name=name]').fill('kevin@port-vaillant.example');
    await page.locator('[name=password]').fill('not that one');
    await page.locator('main [type=submit]').click();
    await page.locator('main [role=alert], main .cb-note.cb-bad').first().waitFor();
    expect(await page.locator('[name=name]').inputValue()).to.equal('kevin@port-vaillant.example');
    await page.locator('[name=password]').fill('aviron-kevin');
    await page.locator('main [type=submit]').click();
    await page.waitForURL((url) => url.pathname === '/club');
    await sees(page, 'en ce moment même');
  });

  it('has pages that complain of nothing', () => {
    expect(club.complaints).to.deep.equal([]);
  });
});

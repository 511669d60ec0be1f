import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { chatOf, openTab, sees } from '../../support/chat-page.ts';
import { type Club, openClub } from '../../support/club.ts';
import { history } from '../../support/seeded-data.ts';

describe('without JavaScript', function () {
  this.timeout(120_000);
  let club: Club;
  before(async () => {
    club = await openClub();
  });
  afterEach(() => club.goHome());
  after(() => club.close());

  const withoutScript = (login: string): Promise<BrowserContext> => club.member(login, { javaScriptEnabled: false });
  const open = async (context: BrowserContext, path = '/chatbox'): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(path);
    return page;
  };
  const texts = (page: Page) => page.locator('.cb-log article .cb-text').allTextContents();
  /** Sends what the form holds, and answers with the statuses on the way. */
  async function send(page: Page, text?: string): Promise<number[]> {
    const statuses: number[] = [];
    page.on('response', (response) => {
      if (response.request().isNavigationRequest()) statuses.push(response.status());
    });
    if (text !== undefined) await page.locator('.cb-composer textarea').fill(text);
    await page.locator('.cb-composer .cb-send').click();
    await page.waitForLoadState();
    return statuses;
  }

  it('a prerendered page leads to the chat, where one reads', async () => {
    const page = await open(await withoutScript('jose'), '/');
    await page.locator('.cb-waiting a').click();
    await page.waitForURL('**/chatbox');
    expect(await texts(page)).to.include(history.at(-1));
    expect(await page.locator('.cb-zone').textContent()).to.include('Europe/Paris');
    expect(await page.locator('.cb-log time').first().textContent()).to.not.equal('');
  });

  it('one sees the last message first, not the first one', async () => {
    const page = await open(await withoutScript('jose'));
    const { left, least } = await page.locator('.cb-log').evaluate((log) => ({
      left: log.scrollHeight - log.clientHeight - log.scrollTop,
      least: log.scrollHeight - log.clientHeight,
    }));
    expect(least, 'there is more than is seen').to.be.greaterThan(100);
    expect(left).to.be.lessThan(20);
  });

  it('one posts, is led back to the page one came from, and a reload sends nothing again', async () => {
    const live = await openTab(await club.member('kevin'), '/');
    for (const path of ['/chatbox', '/annuaire']) {
      const page = await open(await withoutScript('jose'), path);
      const text = `écrit sur ${path}`;
      expect(await send(page, text)).to.deep.equal([303, 200]);
      expect(new URL(page.url()).pathname).to.equal(path);
      expect(await page.locator('.cb-composer textarea').inputValue()).to.equal('');
      await sees(live, text);
      await page.reload();
      expect((await texts(page)).filter((one) => one === text)).to.have.length(1);
    }
  });

  it('one writes in private, by hand and from the list of who is here', async () => {
    const kevin = await openTab(await club.member('kevin'));
    const tom = await open(await withoutScript('tom'));
    const page = await open(await withoutScript('lea'));
    expect(await send(page, '@kevin sans script')).to.deep.equal([303, 200]);
    await sees(kevin, 'sans script');
    expect(await page.locator('.cb-log article.cb-private .cb-to').last().textContent()).to.equal('privé, pour kevin');
    await page.locator('.cb-present a[data-login=kevin]').click();
    await page.waitForURL('**/chatbox?to=kevin');
    expect(await page.locator('.cb-composer textarea').inputValue()).to.equal('@kevin ');
    await send(page, '@kevin et encore');
    await sees(kevin, 'et encore');
    await tom.reload();
    expect(await tom.content())
      .to.not.include('sans script')
      .and.not.include('et encore');
  });

  it('a refusal says why and keeps the text, and what is mended goes', async () => {
    const page = await open(await withoutScript('tom'));
    expect(await send(page, '@kevn\n <b>tu</b> viens ?')).to.deep.equal([422]);
    const note = page.locator('.cb-composer .cb-note.cb-bad');
    expect(await note.getAttribute('data-code')).to.equal('CHATBOX_RECIPIENT_UNKNOWN');
    expect(await note.textContent()).to.include('kevn');
    expect(await page.locator('.cb-composer textarea').inputValue()).to.equal('@kevn\n <b>tu</b> viens ?');
    expect(await texts(page)).to.not.include('<b>tu</b> viens ?');
    expect(await send(page, '@kevin <b>tu</b> viens ?')).to.deep.equal([303, 200]);
    expect((await texts(page)).filter((one) => one === '<b>tu</b> viens ?')).to.have.length(1);

    expect(await send(page, 'x'.repeat(1_001))).to.deep.equal([422]);
    expect((await page.locator('.cb-composer textarea').inputValue()).length).to.equal(1_001);
    expect(await send(page, ' ')).to.deep.equal([422]);
    expect(await page.locator('.cb-composer .cb-note.cb-bad').getAttribute('data-code')).to.equal('CHATBOX_EMPTY');
  });

  it('older messages are behind a link, to the first one', async () => {
    const page = await open(await withoutScript('nadia'));
    const found = new Set(await texts(page));
    expect([...found]).to.not.include('history 0');
    for (let turn = 0; turn < 10 && (await page.locator('a.cb-older').count()) > 0; turn += 1) {
      await page.locator('a.cb-older').click();
      await page.waitForURL(/before=/u);
      for (const text of await texts(page)) found.add(text);
    }
    expect([...found]).to.include.members([...history]);
    expect(await texts(page)).to.satisfy((all: string[]) => all[0]?.startsWith('Bienvenue'));
    expect(await send(page, 'écrit depuis le passé')).to.deep.equal([303, 200]);
  });

  it('one takes a message of one’s own away, and back, and is led where one came from', async () => {
    const live = await openTab(await club.member('kevin'), '/');
    const page = await open(await withoutScript('nadia'), '/annuaire');
    await send(page, 'dit trop vite');
    await sees(live, 'dit trop vite');
    const row = page.locator('article[data-login=nadia]').last();
    await row.locator('a.cb-acts').click();
    await page.locator('.cb-panel form[hx-post*=removals] button').click();
    await page.waitForURL('**/annuaire');
    expect(await row.getAttribute('class')).to.include('cb-removed');
    expect(await row.textContent()).to.include('Message retiré par son auteur.');
    expect(await chatOf(live).locator('article[data-login=nadia]').last().textContent()).to.include('retiré');
    await row.locator('form.cb-restore button').click();
    await page.waitForURL('**/annuaire');
    expect(await row.locator('.cb-text').textContent()).to.equal('dit trop vite');
    await sees(live, 'dit trop vite');
  });

  it('a moderator removes with a reason, and mutes; what is missing is said', async () => {
    const author = await open(await withoutScript('tom'));
    await send(author, 'à retirer sans script');
    const page = await open(await withoutScript('nadia'));
    const row = page.locator('article[data-login=tom]', { hasText: 'à retirer sans script' });
    const acts = (await row.locator('a.cb-acts').getAttribute('href')) ?? '';
    await page.goto(`${acts}&error=CHATBOX_NOT_A_MODERATOR`);
    expect(await page.locator('.cb-bad').count(), 'what an address alone can make it say').to.equal(0);
    await page.goto(acts);
    expect(await page.locator('.cb-panel .cb-quote').textContent()).to.equal('à retirer sans script');
    expect(await page.locator('.cb-panel .cb-quote').isVisible()).to.equal(true);
    expect(await page.locator('main :is(h1, h2, h3)').evaluateAll((all) => all.map((one) => one.localName))).to.satisfy(
      ([first, second]: string[]) => first === 'h1' && second === 'h2',
    );
    await page.locator('.cb-panel summary', { hasText: 'Retirer le message' }).click();
    const form = page.locator('.cb-panel form[hx-post*=removals]');
    // What the browser would ask for is asked for by the server too.
    await form.locator('[name=reason]').fill('  ');
    await form.locator('button').click();
    await page.locator('.cb-note.cb-bad').waitFor();
    expect(await page.locator('.cb-note.cb-bad').textContent()).to.include('motif');
    expect(await form.locator('[name=reason]').inputValue(), 'what was typed').to.equal('  ');
    await form.locator('[name=reason]').fill('hors sujet');
    await form.locator('button').click();
    await page.waitForURL('**/chatbox/acts?*done=remove');
    const done = page.locator('.cb-panel [role=status]');
    expect(await done.textContent()).to.match(/^Message retiré par nadia\. Motif.: «.hors sujet.»$/u);
    await page.locator('.cb-panel a', { hasText: 'Retour au chat' }).click();
    await page.waitForURL('**/chatbox');
    await author.reload();
    expect(await author.locator('article[data-login=tom]').last().textContent()).to.include('hors sujet');
    expect(await author.content()).to.not.include('à retirer sans script');

    await page.goto(acts);
    await page.locator('.cb-panel summary', { hasText: 'Retirer la parole' }).click();
    await page.locator('form[hx-post*="/mutes"] [name=reason]').fill('une pause');
    await page.locator('form[hx-post*="/mutes"] button').click();
    await page.waitForURL('**/chatbox/acts?*done=mute');
    expect(await done.textContent())
      .to.include('tom n’a plus la parole')
      .and.include('une pause');
    expect(await send(author, 'je continue')).to.deep.equal([403]);
    expect(await author.locator('.cb-composer textarea').inputValue()).to.equal('je continue');
    expect(await author.locator('.cb-notice').textContent()).to.include('une pause');
    await page.goto(acts);
    await page.locator('form[hx-post*="/unmutes"] button').click();
    await page.waitForURL('**/chatbox/acts?*done=unmute');
    expect(await done.textContent()).to.equal('tom a de nouveau la parole.');
    await page.locator('.cb-panel form[hx-post*="/restorations"] button').click();
    await page.waitForURL('**/chatbox/acts?*done=restore');
    expect(await done.textContent()).to.equal('Le message est rétabli.');
    expect(await send(author)).to.deep.equal([303, 200]);
    expect(await texts(author)).to.include('je continue');
  });

  it('an owner closes the chat and opens it again', async () => {
    const lea = await open(await withoutScript('lea'), '/chatbox/settings');
    const jose = await open(await withoutScript('jose'));
    for (const enabled of [false, true]) {
      await lea.locator('[name=enabled]').setChecked(enabled);
      await lea.locator('form[data-watch] .cb-save button').click();
      await lea.waitForURL(/saved=/u);
      expect(await lea.locator('[name=enabled]').isChecked()).to.equal(enabled);
      await jose.reload();
      expect(await jose.locator('article').count()).to.satisfy((count: number) => count > 0 === enabled);
      expect(await jose.locator('[data-farewell=disabled]').count()).to.equal(enabled ? 0 : 1);
    }
  });

  it('a member logs in from the invitation and out again', async () => {
    const page = await open(await club.visitor({ javaScriptEnabled: false }));
    await page.locator('.cb-farewell a').click();
    await page.locator('[name=name]').fill('kevin');
    await page.locator('[name=password]').fill('aviron-kevin');
    await page.locator('form [type=submit]').click();
    await page.waitForURL('**/chatbox');
    expect(await texts(page)).to.include(history.at(-1));
    await page.goto('/compte');
    await page.locator('form[action="/deconnexion"] button').click();
    await page.goto('/chatbox');
    expect(await page.locator('[data-farewell=visitor]').count()).to.equal(1);
  });

  it('pages complain of nothing', () => {
    expect(club.complaints).to.deep.equal([]);
  });
});

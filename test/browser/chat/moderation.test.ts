import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import {
  chatOf,
  fieldOf,
  isUntouched,
  noticeOf,
  openActs,
  openTab,
  refusalIn,
  rowOf,
  say,
  sees,
  textsIn,
} from '../../support/chat-page.ts';
import { type Club, openClub } from '../../support/club.ts';
import { eventually } from '../../support/eventually.ts';
import { tap } from '../../support/wire.ts';

describe('moderation', function () {
  this.timeout(120_000);
  let club: Club;
  before(async () => {
    club = await openClub();
  });
  afterEach(() => club.goHome());
  after(() => club.close());

  /** The row of a message, whatever it says by now. */
  async function postedBy(author: Page, text: string, to = ''): Promise<string> {
    await say(author, to + text);
    await sees(author, text);
    const revision = await eventually('it has its revision', async () => {
      const seq = await rowOf(author, text).last().getAttribute('data-seq');
      return seq !== null && /^\d+$/u.test(seq) && seq;
    });
    return String(revision);
  }
  const row = (page: Page, revision: string) => chatOf(page).locator(`article[data-seq="${revision}"]`);
  const isGone = (page: Page, revision: string) =>
    eventually('it is removed', async () => (await row(page, revision).getAttribute('class'))?.includes('cb-removed'));
  const isBack = (page: Page, revision: string) =>
    eventually('it is back', async () => !(await row(page, revision).getAttribute('class'))?.includes('cb-removed'));
  const whatMemberCanFetch = async ({ request }: BrowserContext): Promise<string> => {
    const paths = ['/chatbox', '/chatbox/box?chat=main&locale=fr&messages=100', '/chatbox/messages?before=9999'];
    const answers = await Promise.all(paths.map(async (path) => (await request.get(path)).text()));
    return answers.join('\n');
  };

  it('takes a message away, says why to its author and that it is gone to the others, and gives it back', async () => {
    const others = await club.member('tom');
    const nadia = await openTab(await club.member('nadia'));
    const kevin = await openTab(await club.member('kevin'), '/');
    const tom = await openTab(others, '/annuaire');
    const revision = await postedBy(kevin, 'Vends montres, pas chères !');
    for (const page of [nadia, tom]) await sees(page, 'Vends montres, pas chères !');

    const panel = await openActs(row(nadia, revision));
    await panel.locator('summary', { hasText: 'Retirer le message' }).click();
    await panel.locator('form[hx-post*=removals] button').click();
    expect(await nadia.locator('article.cb-removed [name=reason]').count(), 'a removal without a reason').to.equal(0);
    await panel.locator('form[hx-post*=removals] [name=reason]').fill('publicité, règle 3');
    await panel.locator('form[hx-post*=removals] button').click();

    for (const page of [nadia, kevin, tom]) await isGone(page, revision);
    expect(await row(kevin, revision).textContent()).to.include('publicité, règle 3');
    expect(await row(tom, revision).textContent()).to.include('Message retiré par la modération.');
    expect(await row(nadia, revision).textContent())
      .to.include('Message retiré par nadia.')
      .and.include('Vends montres');
    for (const page of [kevin, tom]) expect(await page.content()).to.not.include('Vends montres');
    expect(await tom.content()).to.not.include('règle 3');
    for (const page of [nadia, kevin, tom]) expect(await isUntouched(page)).to.equal(true);

    await tom.reload();
    await isGone(tom, revision);
    expect(await whatMemberCanFetch(others))
      .to.include('Message retiré par la modération.')
      .and.not.include('Vends montres');

    await row(nadia, revision).locator('form.cb-restore button').click();
    for (const page of [nadia, kevin, tom]) {
      await isBack(page, revision);
      await sees(page, 'Vends montres, pas chères !');
    }
    expect(await row(tom, revision).count()).to.equal(1);
  });

  it('mutes a member, who is told at once, keeps their text, and sends it when they may', async () => {
    const nadia = await openTab(await club.member('nadia'), '/');
    const kevin = await openTab(await club.member('kevin'));
    const tom = await openTab(await club.member('tom'));
    const revision = await postedBy(kevin, 'Encore moi');
    await sees(nadia, 'Encore moi');
    await fieldOf(kevin).fill('et pas pour rien');

    const panel = await openActs(row(nadia, revision));
    await panel.locator('summary', { hasText: 'Retirer la parole' }).click();
    await panel.locator('form[hx-post*="/mutes"] [name=reason]').fill('on se calme');
    await panel.locator('form[hx-post*="/mutes"] [name=minutes]').selectOption('10');
    await panel.locator('form[hx-post*="/mutes"] button').click();
    await noticeOf(kevin).locator('.cb-muted').waitFor({ timeout: 30_000 });
    expect(await noticeOf(kevin).textContent()).to.include('on se calme');
    expect(await noticeOf(tom).textContent()).to.equal('');

    await fieldOf(kevin).press('Enter');
    expect(await refusalIn(kevin)).to.equal('CHATBOX_MUTED');
    expect(await fieldOf(kevin).inputValue()).to.equal('et pas pour rien');
    expect(await textsIn(tom)).to.not.include('et pas pour rien');

    const lift = row(nadia, revision).locator('.cb-panel form[hx-post*="/unmutes"]');
    await lift.waitFor({ timeout: 30_000 });
    expect(await lift.textContent()).to.include('on se calme');
    const isInPanel = () =>
      nadia.evaluate(() => document.activeElement?.closest('article .cb-panel')?.isConnected === true);
    await eventually('the focus is in the renewed panel', isInPanel);
    await lift.locator('button').click();
    await panel.locator('summary', { hasText: 'Retirer la parole' }).waitFor();
    await eventually('and in the next one', isInPanel);
    await nadia.keyboard.press('Escape');
    expect(await row(nadia, revision).locator('.cb-panel').count()).to.equal(0);
    expect(await nadia.evaluate(() => document.activeElement?.className)).to.equal('cb-acts');
    await eventually('the notice is gone', async () => (await noticeOf(kevin).textContent()) === '');
    expect(await chatOf(kevin).locator('.cb-composer > .cb-note').textContent(), 'and the refusal').to.equal('');
    expect(await fieldOf(kevin).inputValue()).to.equal('et pas pour rien');
    await fieldOf(kevin).press('Enter');
    await sees(tom, 'et pas pour rien');
    for (const page of [nadia, kevin, tom]) expect(await isUntouched(page)).to.equal(true);
  });

  it('tells until when by the clock of whoever reads, beside a message that was not sent too', async () => {
    const kevin = await openTab(await club.member('kevin', { timezoneId: 'Asia/Kathmandu' }));
    const revision = await postedBy(kevin, 'Toujours moi');
    const { request } = await club.member('nadia');
    const act = async (what: string) => {
      const form = { revision, reason: 'on se calme', minutes: '10' };
      const headers = { origin: club.url };
      expect((await request.post(`/chatbox/${what}?chat=main&locale=fr`, { form, headers })).status()).to.equal(200);
    };
    await act('mutes');
    const time = noticeOf(kevin).locator('time');
    await time.waitFor({ timeout: 30_000 });
    const own = await time.evaluate((one: HTMLTimeElement) => {
      const at = new Date(one.dateTime);
      return [at.getHours(), at.getMinutes()].map((n) => String(n).padStart(2, '0')).join(':');
    });
    expect(await noticeOf(kevin).textContent()).to.include(`jusqu’à ${own}`);
    await say(kevin, 'un');
    expect(await refusalIn(kevin)).to.equal('CHATBOX_MUTED');
    expect(await chatOf(kevin).locator('.cb-composer > .cb-note').textContent()).to.include(`jusqu’à ${own}`);
    const first = kevin.waitForRequest((asked) => asked.method() === 'POST');
    const written = Promise.withResolvers<void>();
    await kevin.route('**/chatbox/messages*', (route) => written.promise.then(() => route.continue()));
    await fieldOf(kevin).press('Enter');
    await first;
    await say(kevin, 'deux');
    written.resolve();
    // The other may be refused by then, too.
    const why = chatOf(kevin).locator('.cb-unsent .cb-why').first();
    await why.waitFor({ timeout: 30_000 });
    expect(await why.textContent()).to.include(`jusqu’à ${own}`);
    await act('unmutes');
    await time.waitFor({ state: 'detached', timeout: 30_000 });
  });

  it('leaves it to authors to take their own message away, and back', async () => {
    const tom = await openTab(await club.member('tom'), '/');
    const jose = await openTab(await club.member('jose'));
    const nadia = await openTab(await club.member('nadia'));
    const revision = await postedBy(tom, 'Mot de passe du wifi : 1892');
    for (const page of [jose, nadia]) await sees(page, 'Mot de passe du wifi : 1892');
    const panel = await openActs(row(tom, revision));
    await panel.locator('form[hx-post*=removals] button').click();
    for (const page of [tom, jose, nadia]) await isGone(page, revision);
    for (const page of [jose, nadia]) {
      expect(await row(page, revision).textContent()).to.include('Message retiré par son auteur.');
      expect(await page.content(), 'what was taken back').to.not.include('du wifi');
    }
    await row(tom, revision).locator('form.cb-restore button').click();
    for (const page of [tom, jose, nadia]) await isBack(page, revision);
    await sees(jose, 'Mot de passe du wifi : 1892');
  });

  it('sees no private message of others', async () => {
    const moderator = await club.member('nadia');
    const nadia = await moderator.newPage();
    const wire = await tap(nadia);
    await nadia.goto('/chatbox');
    await chatOf(nadia).locator('.cb-jump').waitFor({ state: 'attached' });
    const jose = await openTab(await club.member('jose'));
    const kevin = await openTab(await club.member('kevin'));
    const revision = await postedBy(jose, 'entre nous deux', '@kevin ');
    await sees(kevin, 'entre nous deux');
    // The line goes on to kevin until he is taken off.
    await chatOf(jose).locator('.cb-chip button').click();
    await say(jose, '@nadia pour toi');
    await sees(nadia, 'pour toi');
    await eventually('her stream brought that', () => wire.bytes().includes('pour toi'));
    expect(wire.bytes()).to.not.include('entre nous deux');
    expect(await whatMemberCanFetch(moderator))
      .to.include('pour toi')
      .and.not.include('entre nous deux');
    const remove = await moderator.request.post('/chatbox/removals?chat=main&locale=fr', {
      form: { revision, reason: 'curiosité' },
      headers: { origin: club.url, 'hx-request': 'true' },
    });
    expect(remove.status(), 'what she may not see is not there').to.equal(404);
    expect(await remove.text()).to.not.include('entre nous deux');
  });

  it('is not for members, whatever they send', async () => {
    const context = await club.member('tom');
    const tom = await openTab(context);
    const jose = await openTab(await club.member('jose'));
    const revision = await postedBy(jose, 'Je reste là');
    await sees(tom, 'Je reste là');
    const panel = await openActs(row(tom, revision));
    expect(await panel.locator('form').count()).to.equal(0);
    const form = { revision, reason: 'parce que', minutes: '10' };
    for (const act of ['removals', 'mutes', 'unmutes']) {
      const answer = await context.request.post(`/chatbox/${act}?chat=main&locale=fr`, {
        form,
        headers: { origin: club.url, 'hx-request': 'true' },
      });
      expect(answer.status(), act).to.equal(403);
      expect(await answer.text()).to.include('CHATBOX_NOT_A_MODERATOR');
    }
    await say(jose, 'Et je parle');
    await sees(tom, 'Et je parle');
    expect(await textsIn(tom)).to.include('Je reste là');
  });

  it('leaves pages that complain of nothing', () => {
    expect(club.complaints).to.deep.equal([]);
  });
});

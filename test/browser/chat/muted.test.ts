import { expect } from 'chai';
import { chatOf, noticeOf, openTab, rowOf, say, sees } from '../../support/chat-page.ts';
import { type Club, openClub } from '../../support/club.ts';
import { eventually } from '../../support/eventually.ts';

describe('the list of who is muted', function () {
  this.timeout(120_000);
  let club: Club;
  before(async () => {
    club = await openClub();
  });
  afterEach(() => club.goHome());
  after(() => club.close());

  it('is a press away for a moderator, without JavaScript too, and lifts a mute at once', async () => {
    const kevin = await openTab(await club.member('kevin'));
    const moderator = await club.member('nadia', { javaScriptEnabled: false });
    const nadia = await moderator.newPage();
    await say(kevin, 'Encore moi');
    await sees(kevin, 'Encore moi');
    await nadia.goto('/chatbox');
    const revision = (await rowOf(nadia, 'Encore moi').getAttribute('data-seq')) ?? '';
    const muted = await moderator.request.post('/chatbox/mutes?chat=main&locale=fr', {
      form: { revision, reason: 'on se calme', minutes: '10' },
      headers: { origin: club.url },
    });
    expect(muted.status()).to.equal(200);
    await noticeOf(kevin).locator('.cb-muted').waitFor();

    await nadia.locator('.chatbox header a[href*="/muted"]').click();
    await nadia.waitForURL('**/chatbox/muted*');
    const form = nadia.locator('form[action*="/muted"]');
    expect(await nadia.locator('main').textContent())
      .to.include('kevin')
      .and.include('on se calme')
      .and.include('Décidé par nadia');
    // Another moderator, far away, has it open too.
    const lea = await (await club.member('lea', { timezoneId: 'Asia/Kathmandu' })).newPage();
    await lea.goto(nadia.url());
    const until = lea.locator('main time.cb-instant');
    const there = { timeZone: 'Asia/Kathmandu', hour: '2-digit', minute: '2-digit' } as const;
    const theirs = new Date((await until.getAttribute('datetime')) ?? '').toLocaleTimeString('fr', there);
    await eventually('the end by her clock', async () => (await until.textContent())?.startsWith(theirs) ?? false);

    await form.locator('button').click();
    await nadia.locator('text=Personne n’est privé de parole.').waitFor();
    await eventually('he is told', async () => (await noticeOf(kevin).textContent()) === '');

    await lea.locator('form[action*="/muted"] button').click();
    expect(await lea.locator('.cb-bad').getAttribute('data-code')).to.equal('CHATBOX_NOT_MUTED');
  });

  it('is for moderators alone', async () => {
    const tom = await club.member('tom');
    const page = await openTab(tom, '/');
    expect(await chatOf(page).locator('header a').count()).to.equal(0);
    const seen = await tom.request.get('/chatbox/muted?chat=main');
    expect(seen.status()).to.equal(403);
    const headers = { origin: club.url };
    const lifted = await tom.request.post('/chatbox/muted?chat=main', { form: { muted: 'kevin' }, headers });
    expect(lifted.status()).to.equal(403);
    const visitor = await club.visitor();
    expect((await visitor.request.get('/chatbox/muted?chat=main')).status()).to.equal(401);
  });

  it('leaves pages that complain of nothing', () => {
    expect(club.complaints).to.deep.equal([]);
  });
});

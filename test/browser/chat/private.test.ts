import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { chatOf, fieldOf, isSent, openTab, refusalIn, rowOf, say, sees, textsIn } from '../../support/chat-page.ts';
import { type Club, openClub } from '../../support/club.ts';
import { eventually } from '../../support/eventually.ts';
import { tap, type Wire } from '../../support/wire.ts';

describe('a private message', function () {
  this.timeout(120_000);
  let club: Club;
  let tom: BrowserContext;
  let third: Page;
  let wire: Wire;
  before(async () => {
    club = await openClub();
  });
  beforeEach(async () => {
    tom = await club.member('tom');
    third = await tom.newPage();
    wire = await tap(third);
    await third.goto('/chatbox');
    await chatOf(third).locator('.cb-jump').waitFor({ state: 'attached' });
    await eventually('the wire of the third member is heard', () => wire.bytes().includes('event: presence'));
  });
  afterEach(async () => {
    await club.goHome();
    // Five messages of one author in ten seconds are a flood.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  });
  after(() => club.close());

  const chips = (page: Page) =>
    chatOf(page)
      .locator('.cb-chip')
      .evaluateAll((all) => all.map((one) => one.firstChild?.textContent));

  /** Not in the stream or in any answer, nor in what the third member can ask for. */
  async function neverReachesTheThird(secret: string): Promise<void> {
    // What is said later arrives later: by then the secret would have come.
    const later = `entendu ${Math.random()}`;
    await say(third, later);
    await sees(third, later);
    await eventually('the stream brought it too', () => wire.bytes().includes(later));
    expect(wire.bytes(), 'what came to the third member').to.not.include(secret);
    for (const path of ['/chatbox', '/chatbox/box?chat=main&locale=fr&messages=100', '/chatbox/messages?before=9999']) {
      const answer = await tom.request.get(path);
      const text = await answer.text();
      expect(text, path).to.not.include(secret);
      expect(text, path).to.include(later);
    }
  }

  it('to @login is read by the two, and not one byte of it reaches a third member', async () => {
    const jose = await openTab(await club.member('jose'));
    const kevin = await openTab(await club.member('kevin'), '/');
    await say(jose, '@kevin Surprise pour nadia, à 18 h');
    await sees(kevin, 'Surprise pour nadia, à 18 h');
    await sees(jose, 'Surprise pour nadia, à 18 h');
    expect(await rowOf(kevin, 'Surprise pour nadia, à 18 h').locator('.cb-to').textContent()).to.equal(
      'privé, pour vous',
    );
    expect(await rowOf(jose, 'Surprise pour nadia, à 18 h').locator('.cb-to').textContent()).to.equal(
      'privé, pour kevin',
    );
    await neverReachesTheThird('Surprise pour nadia');
    const revision = (await rowOf(jose, 'Surprise pour nadia, à 18 h').getAttribute('data-seq')) ?? '';
    const acts = await tom.request.get(`/chatbox/acts?chat=main&revision=${revision}`);
    expect(acts.status()).to.equal(404);
    await kevin.reload();
    await sees(kevin, 'Surprise pour nadia, à 18 h');
  });

  it('begins with a click on a login', async () => {
    const kevin = await openTab(await club.member('kevin'));
    const jose = await openTab(await club.member('jose'), '/');
    await chatOf(jose).locator('.cb-present [data-login=kevin]').click();
    await eventually('kevin is its reader', async () => (await chips(jose)).join() === 'kevin');
    await jose.keyboard.type('Tu as mes gants ?');
    await jose.keyboard.press('Enter');
    await sees(kevin, 'Tu as mes gants ?');
    expect(await rowOf(kevin, 'Tu as mes gants ?').getAttribute('class')).to.include('cb-private');
    await neverReachesTheThird('Tu as mes gants ?');
  });

  it('has several readers, who see who they are', async () => {
    const kevin = await openTab(await club.member('kevin'));
    const nadia = await openTab(await club.member('nadia'), '/');
    const lea = await openTab(await club.member('lea'), '/annuaire');
    await say(kevin, '@nadia @LEA: départ à 7 h');
    for (const page of [nadia, lea, kevin]) await sees(page, 'départ à 7 h');
    expect(await rowOf(nadia, 'départ à 7 h').locator('.cb-to').textContent()).to.equal('privé, pour vous et lea');
    expect(await rowOf(lea, 'départ à 7 h').locator('.cb-to').textContent()).to.equal('privé, pour nadia et vous');
    expect(await rowOf(kevin, 'départ à 7 h').locator('.cb-to').textContent()).to.equal('privé, pour nadia et lea');
    await neverReachesTheThird('départ à 7 h');
  });

  it('is read by nobody but those whom it names, also after one to somebody else', async () => {
    const jose = await openTab(await club.member('jose'));
    const nadia = await openTab(await club.member('nadia'));
    await say(jose, '@tom à toi seul');
    await sees(third, 'à toi seul');
    await isSent(jose);
    await fieldOf(jose).pressSequentially('@nadia pas pour tom');
    expect(await chips(jose)).to.deep.equal(['nadia']);
    await fieldOf(jose).press('Enter');
    await sees(nadia, 'pas pour tom');
    await neverReachesTheThird('pas pour tom');
  });

  it('to a login that nobody has is refused, its text stays, and goes where it was meant to', async () => {
    const lea = await openTab(await club.member('lea'));
    const nadia = await openTab(await club.member('nadia'));
    await say(lea, '@nadja on en parle ?');
    expect(await refusalIn(lea)).to.equal('CHATBOX_RECIPIENT_UNKNOWN');
    expect([await chips(lea), await fieldOf(lea).inputValue()]).to.deep.equal([['nadja'], 'on en parle ?']);
    await chatOf(lea).locator('.cb-chip button').click();
    await fieldOf(lea).press('Home');
    await lea.keyboard.type('@nadia ');
    await fieldOf(lea).press('Enter');
    await sees(nadia, 'on en parle ?');
    await isSent(lea);
    expect((await textsIn(lea)).filter((text) => text === 'on en parle ?')).to.have.length(1);
    await neverReachesTheThird('on en parle ?');
  });

  it('stays private however its @ is written, from the page', async () => {
    const lea = await openTab(await club.member('lea'));
    const kevin = await openTab(await club.member('kevin'));
    const written = ['＠kevin ', '\u200b@kevin ', '\u00a0\u2060@KEVIN, ', '﹫kevin\u3000'];
    for (const [n, before] of written.entries()) {
      await say(lea, `${before}ceci est caché ${n}`);
      await sees(kevin, `ceci est caché ${n}`);
      await isSent(lea);
    }
    await neverReachesTheThird('ceci est caché');
  });

  it('stays private however its @ is written, from a form that runs no script', async () => {
    const { request } = await club.member('nadia');
    const written = {
      '＠kevin': 200,
      '\u200b@kevin': 200,
      '\ufeff\u00ad\n@kevin': 200,
      '@kevin\u200b@nadia': 200,
      '\u0301@kevin': 200,
      '@': 422,
      '@kevin@nadia': 422,
      '@kеvin': 422,
      '@josé': 422,
    };
    for (const [before, status] of Object.entries(written)) {
      const page = await (await request.get('/chatbox')).text();
      const key = /name="key" value="([^"]+)"/u.exec(page)?.[1] ?? '';
      const answer = await request.post('/chatbox', {
        form: { key, text: `${before} ceci reste entre nous` },
        headers: { origin: club.url },
      });
      const body = await answer.text();
      expect(answer.status(), JSON.stringify(before)).to.equal(status);
      if (status === 422) expect(body, before).to.include('ceci reste entre nous');
    }
    await neverReachesTheThird('ceci reste entre nous');
  });

  it('is never sent as public by a form that says it is', async () => {
    const { request } = await club.member('nadia');
    for (const text of ['@kevin deux avis', '＠kevin deux avis']) {
      const page = await (await request.get('/chatbox')).text();
      const key = /name="key" value="([^"]+)"/u.exec(page)?.[1] ?? '';
      const answer = await request.post('/chatbox/messages?chat=main&locale=fr', {
        form: { key, text, audience: 'public' },
        headers: { origin: club.url },
      });
      expect(answer.status()).to.equal(422);
      expect(await answer.text()).to.include('CHATBOX_AUDIENCE_MISMATCH');
    }
    await neverReachesTheThird('deux avis');
  });

  it('leaves pages that complain of nothing', () => {
    expect(club.complaints).to.deep.equal([]);
  });
});

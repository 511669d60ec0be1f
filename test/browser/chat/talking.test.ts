import { expect } from 'chai';
import { chatOf, isSent, isUntouched, openTab, presentIn, say, sees, textsIn } from '../../support/chat-page.ts';
import { type Club, openClub } from '../../support/club.ts';
import { eventually } from '../../support/eventually.ts';
import { history } from '../../support/seeded-data.ts';

/** A page that is the same for everybody until its chat arrives, and one that is made for whoever asks. */
const PRERENDERED = '/';
const ON_DEMAND = '/annuaire';

describe('members who talk', function () {
  this.timeout(120_000);
  let club: Club;
  before(async () => {
    club = await openClub();
  });
  afterEach(() => club.goHome());
  after(() => club.close());

  const ofThese = (texts: readonly string[], known: readonly string[]): string[] =>
    texts.filter((text) => known.includes(text));

  it("see each other's messages at once, on a prerendered page and on one made on demand", async () => {
    const jose = await openTab(await club.member('jose'), PRERENDERED);
    const kevin = await openTab(await club.member('kevin'), ON_DEMAND);
    expect(await (await fetch(club.url + PRERENDERED)).text()).to.include('class="chatbox cb-waiting"');
    await say(jose, 'Qui a la clé du hangar ?');
    await sees(kevin, 'Qui a la clé du hangar ?');
    await say(kevin, 'Elle est au clou.');
    await sees(jose, 'Elle est au clou.');
    for (const page of [jose, kevin]) expect(await isUntouched(page), 'without reloading').to.equal(true);
  });

  it('have the same order, and each message once, however fast both write', async () => {
    const nadia = await openTab(await club.member('nadia'));
    const tom = await openTab(await club.member('tom'), PRERENDERED);
    const watcher = await openTab(await club.member('lea'), ON_DEMAND);
    const told = ['nadia', 'tom'].flatMap((who) => [1, 2, 3, 4, 5].map((n) => `${who} ${n}`));
    const write = async (page: typeof tom, who: string): Promise<void> => {
      for (const text of told.filter((one) => one.startsWith(who))) await say(page, text);
    };
    await Promise.all([write(nadia, 'nadia'), write(tom, 'tom')]);
    for (const page of [nadia, tom]) await isSent(page);
    for (const text of told) await sees(watcher, text);
    const order = ofThese(await textsIn(watcher), told);
    expect(order).to.have.members(told).and.to.have.length(told.length);
    for (const who of ['nadia', 'tom']) {
      expect(order.filter((text) => text.startsWith(who))).to.deep.equal(told.filter((text) => text.startsWith(who)));
    }
    for (const page of [nadia, tom]) expect(ofThese(await textsIn(page), told)).to.deep.equal(order);
    await watcher.reload();
    await sees(watcher, 'tom 5');
    expect(ofThese(await textsIn(watcher), told)).to.deep.equal(order);
  });

  it('see who is connected, and who is not any more', async () => {
    const context = await club.member('kevin');
    const jose = await openTab(await club.member('jose'), PRERENDERED);
    const kevin = await openTab(context, ON_DEMAND);
    for (const page of [jose, kevin]) {
      await eventually('both are listed', async () => {
        const present = await presentIn(page);
        return present.includes('jose') && present.includes('kevin');
      });
    }
    expect(await chatOf(jose).locator('.cb-count').textContent()).to.equal(String((await presentIn(jose)).length));
    await context.close();
    await eventually('kevin is gone', async () => !(await presentIn(jose)).includes('kevin'));
    expect(await presentIn(jose)).to.include('jose');
  });

  it('find older messages by going up, each once and in order', async () => {
    const jose = await openTab(await club.member('jose'));
    expect(await textsIn(jose)).to.not.include('history 0');
    const log = chatOf(jose).locator('.cb-log');
    await eventually('the beginning of the log', async () => {
      await log.evaluate((element) => {
        element.scrollTop = 0;
      });
      return (await textsIn(jose))[0]?.startsWith('Bienvenue sur le chat du club');
    });
    expect(ofThese(await textsIn(jose), history)).to.deep.equal([...history]);
    expect(await chatOf(jose).locator('.cb-older').count()).to.equal(0);
  });

  it('each read in the language of their page', async () => {
    const nadia = await openTab(await club.member('nadia'), '/en/chatbox');
    const kevin = await openTab(await club.member('kevin'));
    expect(await chatOf(nadia).locator('textarea').getAttribute('placeholder')).to.match(/^Write to/u);
    expect(await chatOf(kevin).locator('textarea').getAttribute('placeholder')).to.match(/^Écrire à/u);
    await say(kevin, '@nadia La yolette est prête ?');
    await sees(nadia, 'La yolette est prête ?');
    expect(await chatOf(nadia).locator('article.cb-private .cb-to').last().textContent()).to.equal('private, for you');
    expect(await chatOf(kevin).locator('article.cb-private .cb-to').last().textContent()).to.equal('privé, pour nadia');
  });

  it('have pages that complain of nothing', () => {
    expect(club.complaints).to.deep.equal([]);
  });
});

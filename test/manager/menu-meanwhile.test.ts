import { expect } from 'chai';
import { all, one, textOf } from '../support/read-html.ts';
import { type Answer, nadia, olga, openSite, type Site } from './open-site.ts';
import { chatboxSaved, savedIds, savedMenu, shownIds } from './read-menu.ts';

/** What another owner saved meanwhile, told to one who was not saving. */
const newsOf = (page: Answer): string =>
  all(page.html, '.cb-warn')
    .filter(({ attributes }) => attributes.get('role') === 'status')
    .map(textOf)
    .join();

describe('the menu’s page, where another owner saved meanwhile', () => {
  let site: Site;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.close());

  it('tells the second of two owners what the first saved, and loses nothing of either', async () => {
    await chatboxSaved(site);
    const first = await site.get('menu', nadia);
    const second = await site.post('menu', olga, await site.get('menu', olga), { do: 'up:chatbox:main' });
    const typed = { 'o.chatbox:main.title': 'Salon', 'o.chatbox:main.sound': 'true' };
    await site.post('menu', nadia, first, typed);
    const mine = { 'o.chatbox:main.title': 'Bistrot', 'o.chatbox:main.height': 'small' };
    const conflict = await site.post('menu', olga, second, mine);
    expect(conflict.status).to.equal(409);
    const told = all(one(conflict.html, '.cb-bad'), 'li').map(textOf);
    expect(told).to.have.length(2);
    expect(told[0]).to.match(/Chatbox, Title: none becomes Salon nadia, .*You chose Bistrot: that is kept/);
    expect(told[1]).to.match(/Chatbox, Sound: off becomes on nadia, .*Taken over below/);
    expect(await savedIds(site)).to.deep.equal(['navigation', 'agenda', 'chatbox:main']);
    expect((await site.post('menu', olga, conflict)).status).to.equal(303);
    expect(await savedIds(site)).to.deep.equal(['navigation', 'chatbox:main', 'agenda']);
    const [, widget] = await savedMenu(site);
    expect(widget?.chatbox?.options).to.include({ title: 'Bistrot', sound: true, height: 'small' });
  });

  it('says whose work goes first, where both did the same to a widget', async () => {
    const empty = await site.get('menu', olga);
    await chatboxSaved(site);
    const added = await site.post('menu', olga, empty, { do: 'add:chatbox:main' });
    expect(newsOf(added)).to.include('You added it too: yours is kept.');
    const both = await site.get('menu', olga);
    await site.post('menu', nadia, await site.post('menu', nadia, both, { do: 'remove:chatbox:main' }));
    const worked = await site.post('menu', olga, both, { 'o.chatbox:main.title': 'Bistrot' });
    expect(textOf(one(worked.html, '.cb-bad'))).to.match(
      /Chatbox was removed.*It is kept below, because you worked on it/,
    );
    expect(shownIds(worked)).to.include('chatbox:main');
    const idle = await site.post('menu', olga, both, { do: 'draft' });
    expect(newsOf(idle)).to.match(/Chatbox was removed.*Taken over below/);
    expect(shownIds(idle)).not.to.include('chatbox:main');
  });

  it('keeps the place that the second owner chose, where both moved a widget', async () => {
    const page = await chatboxSaved(site);
    await site.post('menu', nadia, await site.post('menu', nadia, page, { do: 'up:chatbox:main' }));
    const once = await site.post('menu', olga, { ...page, fields: page.fields }, { do: 'draft' });
    expect(newsOf(once)).to.match(/Chatbox was moved below Navigation.*Taken over below/);
    const reordered = [...page.fields].sort(
      ([a], [b]) => Number(b.startsWith('w.chatbox')) - Number(a.startsWith('w.chatbox')),
    );
    const conflict = await site.post('menu', olga, { ...page, fields: reordered });
    expect(textOf(one(conflict.html, '.cb-bad'))).to.include('You moved it too: your place is kept.');
    expect(shownIds(conflict)).to.deep.equal(['chatbox:main', 'navigation', 'agenda']);
  });

  it('tells it at the next press already, as no failure: nothing was to be saved', async () => {
    const page = await site.get('menu', olga);
    await chatboxSaved(site);
    const pressed = await site.post('menu', olga, page, { do: 'down:navigation' });
    expect(pressed.status).to.equal(200);
    expect(newsOf(pressed))
      .to.match(/^nadia has saved meanwhile.*Chatbox was added/)
      .and.not.include('Not saved');
    expect(all(pressed.html, '.cb-bad')).to.deep.equal([]);
    expect(shownIds(pressed)).to.deep.equal(['agenda', 'navigation', 'chatbox:main']);
  });

  it('takes a form that was sent twice for one save', async () => {
    const page = await site.post('menu', nadia, await site.get('menu', nadia), { do: 'add:chatbox:main' });
    expect((await site.post('menu', nadia, page)).status).to.equal(303);
    expect((await site.post('menu', nadia, page)).status).to.equal(303);
    expect((await site.runtime.menu('main')).revision).to.equal(2n);
  });

  it('takes what an owner goes on with for their own, where the answer to their save was lost', async () => {
    const saved = await chatboxSaved(site);
    const page = await site.post('menu', nadia, saved, { do: 'up:chatbox:main' });
    await site.post('menu', nadia, page);
    const { revision } = await site.runtime.menu('main');
    expect((await site.post('menu', nadia, page)).status).to.equal(303);
    expect((await site.runtime.menu('main')).revision, 'nothing is doubled').to.equal(revision);
    const title = 'o.chatbox:main.title';
    expect((await site.post('menu', nadia, page, { [title]: 'Vestiaire' })).status).to.equal(303);
    expect(shownIds(await site.get('menu', nadia))).to.deep.equal(['navigation', 'chatbox:main', 'agenda']);
    expect(new Map((await site.get('menu', nadia)).fields).get(title)).to.equal('Vestiaire');
  });
});

import { expect } from 'chai';
import { cleanText } from '../../events/chatbox/text.ts';
import { hostile } from '../support/hostile.ts';
import { all, one, textOf } from '../support/read-html.ts';
import { type Answer, followed, kevin, nadia, olga, openSite, type Site } from './open-site.ts';
import { chatboxSaved, rows, savedIds, savedMenu, shownIds } from './read-menu.ts';

const marks = (page: Answer) => rows(page).map(({ attributes }) => attributes.get('data-mark'));

describe('the menu’s page', () => {
  let site: Site;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.close());

  it('is for owners alone', async () => {
    expect((await site.get('menu', undefined)).location).to.equal('/login?return=%2Fchatbox%2Fmenu');
    expect((await site.get('menu', kevin)).status).to.equal(403);
    expect((await site.send('menu', kevin, Object.entries({ do: 'save', seen: '-1' }))).status).to.equal(403);
  });

  it('has the site’s own widgets in their default order at first, and offers the chatbox', async () => {
    const page = await site.get('menu', nadia);
    expect(shownIds(page)).to.deep.equal(['navigation', 'agenda']);
    expect(page.text).to.include('Next games');
    expect(textOf(one(page.html, '.cb-card')))
      .to.include('Member space')
      .and.to.include('Chatbox');
  });

  it('changes nothing until it is saved, without JavaScript too', async () => {
    let page = await site.post('menu', nadia, await site.get('menu', nadia), { do: 'add:chatbox:main' });
    expect(textOf(one(page.html, '.cb-lead')), 'nor does it speak of handles').to.not.match(/mouse|keyboard/);
    page = await site.post('menu', nadia, page, { do: 'up:chatbox:main' });
    page = await site.post('menu', nadia, page, { do: 'up:chatbox:main' });
    expect(shownIds(page)).to.deep.equal(['chatbox:main', 'navigation', 'agenda']);
    expect(marks(page)).to.deep.equal(['added', undefined, undefined]);
    expect(textOf(one(page.html, '.cb-unsaved'))).to.equal('1 unsaved change');
    expect(await savedIds(site)).to.deep.equal(['navigation', 'agenda']);
    const saved = await followed(site, 'menu', nadia, await site.post('menu', nadia, page));
    expect(saved.text).to.include('Saved.');
    expect(await savedIds(site)).to.deep.equal(['chatbox:main', 'navigation', 'agenda']);
    expect(textOf(one(saved.html, '.cb-unsaved'))).to.equal('');
  });

  it('gives the focus back to the button that was pressed', async () => {
    const page = await site.post('menu', nadia, await site.get('menu', nadia), { do: 'down:navigation' });
    const focused = all(page.html, 'button').filter(({ attributes }) => attributes.has('autofocus'));
    expect(focused.map(({ attributes }) => attributes.get('value'))).to.deep.equal(['down:navigation']);
    expect(focused[0]?.attributes.get('aria-disabled')).to.equal('true');
    const again = await site.post('menu', nadia, page, { do: 'down:navigation' });
    expect(shownIds(again)).to.deep.equal(['agenda', 'navigation']);
  });

  it('keeps every option of a widget', async () => {
    const typed = {
      'o.chatbox:main.title': '  Le   salon ',
      'o.chatbox:main.height': 'large',
      'o.chatbox:main.messages': '12',
      'o.chatbox:main.members': undefined,
      'o.chatbox:main.sound': 'true',
      'o.chatbox:main.visitorText': 'Bonjour !\r\nInscrivez-vous.',
    };
    const saved = await followed(site, 'menu', nadia, await site.post('menu', nadia, await chatboxSaved(site), typed));
    expect((await savedMenu(site)).at(-1)?.chatbox?.options).to.deep.equal({
      title: 'Le salon',
      height: 'large',
      messages: 12,
      members: false,
      sound: true,
      visitorText: 'Bonjour !\nInscrivez-vous.',
    });
    expect(saved.text).to.include('“Le salon” · Member space · 12 messages, no list of members, with sound');
  });

  it('keeps what was typed, and says what to correct', async () => {
    const typed = { 'o.chatbox:main.messages': '3', 'o.chatbox:main.title': 'x'.repeat(61) };
    const page = await chatboxSaved(site);
    expect(one(page.html, 'form').attributes.has('novalidate'), 'the browser says nothing of its own').to.equal(true);
    expect(all(page.html, '.cb-hint').map(textOf).join()).to.include('From 5 to 100');
    const wrong = await site.post('menu', nadia, page, typed);
    expect(wrong.status).to.equal(422);
    expect(Object.fromEntries(wrong.fields)).to.include(typed);
    expect(all(wrong.html, '.cb-hint').map(textOf)).to.include.members([
      'Give a number from 5 to 100.',
      'A title has 60 characters at most.',
    ]);
    const moved = await site.post('menu', nadia, wrong, { do: 'up:chatbox:main' });
    expect(Object.fromEntries(moved.fields)).to.include(typed);
  });

  it('removes a chatbox, puts it back as it was and where it was, and keeps the site’s own', async () => {
    const saved = await site.post('menu', nadia, await chatboxSaved(site), { do: 'up:chatbox:main' });
    const page = await followed(
      site,
      'menu',
      nadia,
      await site.post('menu', nadia, saved, { 'o.chatbox:main.title': 'Salon' }),
    );
    const without = await site.post('menu', nadia, page, { do: 'remove:chatbox:main' });
    expect(shownIds(without)).to.deep.equal(['navigation', 'agenda']);
    expect(textOf(one(without.html, '.cb-removed'))).to.include('Chatbox');
    expect(textOf(one(without.html, '.cb-unsaved'))).to.equal('1 unsaved change');
    const back = await site.post('menu', nadia, without, { do: 'add:chatbox:main' });
    expect(shownIds(back)).to.deep.equal(['navigation', 'chatbox:main', 'agenda']);
    expect(marks(back)).to.deep.equal([undefined, undefined, undefined]);
    const kept = await site.post('menu', nadia, page, { do: 'remove:navigation' });
    expect(shownIds(kept)).to.include('navigation');
    expect((await site.post('menu', nadia, without)).status).to.equal(303);
    expect(await savedIds(site)).to.deep.equal(['navigation', 'agenda']);
  });

  it('puts a chatbox back with what was typed, also one that was never saved; with defaults once it is saved without', async () => {
    const typed = {
      'o.chatbox:main.title': 'Salon <1>',
      'o.chatbox:main.messages': '3',
      'o.chatbox:main.members': undefined,
      'o.chatbox:main.sound': 'true',
      'o.chatbox:main.visitorText': 'Bonjour !\n"ici"',
    };
    const draft = await site.post('menu', nadia, await site.get('menu', nadia), { do: 'add:chatbox:main' });
    let page = await site.post('menu', nadia, draft, { ...typed, do: 'remove:chatbox:main' });
    page = await site.post('menu', nadia, page, { do: 'down:navigation' });
    expect(shownIds(page)).to.deep.equal(['agenda', 'navigation']);
    expect(textOf(one(page.html, '.cb-unsaved'))).to.equal('1 unsaved change');
    const back = await site.post('menu', nadia, page, { do: 'add:chatbox:main' });
    expect(shownIds(back)).to.deep.equal(['agenda', 'navigation', 'chatbox:main']);
    const options = back.fields.filter(([name]) => name.startsWith('o.'));
    expect(options, 'each once').to.have.length(new Set(options.map(([name]) => name)).size);
    const { 'o.chatbox:main.members': _, ...sent } = typed;
    expect(Object.fromEntries(options)).to.deep.equal({ ...sent, 'o.chatbox:main.height': 'medium' });
    page = await followed(site, 'menu', nadia, await site.post('menu', nadia, page));
    page = await site.post('menu', nadia, page, { do: 'add:chatbox:main' });
    expect(Object.fromEntries(page.fields)).to.include({ 'o.chatbox:main.title': '', 'o.chatbox:main.messages': '30' });
  });

  it('puts a chatbox back with what another owner saved of it meanwhile', async () => {
    const page = await chatboxSaved(site);
    const without = await site.post('menu', nadia, page, { do: 'remove:chatbox:main' });
    await site.post('menu', olga, await site.get('menu', olga), { 'o.chatbox:main.title': 'Lounge' });
    const told = await site.post('menu', nadia, without, { do: 'up:agenda' });
    const back = await site.post('menu', nadia, told, { do: 'add:chatbox:main' });
    expect(Object.fromEntries(back.fields)).to.include({ 'o.chatbox:main.title': 'Lounge' });
  });

  it('says that it was saved where it was, not where an address alone says so', async () => {
    expect((await site.get('menu', nadia, '?saved=-1')).text, 'nothing was').not.to.include('Saved.');
    expect((await chatboxSaved(site)).text).to.include('Saved.');
    for (const made of ['', '999']) {
      expect((await site.get('menu', nadia, `?saved=${made}`)).text).not.to.include('Saved.');
    }
  });

  it('keeps the draft while the store is away, and while nobody is logged in', async () => {
    const page = await site.post('menu', nadia, await site.get('menu', nadia), { do: 'add:chatbox:main' });
    const ended = await site.post('menu', undefined, page, { 'o.chatbox:main.title': 'Salon' });
    expect(ended.status).to.equal(401);
    expect(Object.fromEntries(ended.fields)).to.include({ 'w.chatbox:main': 'main', 'o.chatbox:main.title': 'Salon' });
    await site.site.store.close();
    const away = await site.post('menu', nadia, page, { 'o.chatbox:main.title': 'Salon' });
    expect(away.status).to.equal(503);
    expect(shownIds(away)).to.deep.equal(['navigation', 'agenda', 'chatbox:main']);
    expect(Object.fromEntries(away.fields)).to.include({ 'o.chatbox:main.title': 'Salon' });
  });

  it('names in the log whoever saved it', async () => {
    await chatboxSaved(site);
    const { chat } = await site.runtime.room('main');
    expect(chat.state.members.get(nadia.id)?.login).to.equal('nadia');
  });

  it('takes no widget that the site does not have, whatever is sent', async () => {
    const page = await site.get('menu', nadia);
    const forged = { 'w.shop': '', 'w.chatbox:secret': 'secret', 'w.chatbox:other': 'main', 'w.__proto__': '' };
    expect((await site.post('menu', nadia, page, { ...forged, 'w.chatbox:main': 'main' })).status).to.equal(422);
    expect((await site.post('menu', nadia, page, forged)).status).to.equal(303);
    expect(await savedIds(site)).to.deep.equal(['navigation', 'agenda']);
  });

  it('escapes whatever a title says', async () => {
    let page = await chatboxSaved(site);
    for (const words of hostile.filter((one) => one.length <= 60)) {
      const typed = { 'o.chatbox:main.title': words, 'o.chatbox:main.visitorText': words };
      // The reader of these tests refuses any tag or attribute that was not escaped.
      page = await followed(site, 'menu', nadia, await site.post('menu', nadia, page, typed));
      const title = cleanText(words).replace(/\s+/gu, ' ').trim();
      expect(Object.fromEntries(page.fields)['o.chatbox:main.title']).to.equal(title);
    }
  });

  it('says that a chatbox of the menu is disabled, with the way to enable it', async () => {
    expect(textOf(one((await chatboxSaved(site)).html, '.cb-warn'))).to.include('the chat is disabled');
    await site.post('settings', nadia, await site.get('settings', nadia), { enabled: 'true' });
    expect(all((await site.get('menu', nadia)).html, '.cb-warn')).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { openMemory } from '../../events/stores/memory.ts';
import { member } from '../support/builders.ts';
import { all, one, textOf } from '../support/read-html.ts';
import { followed, kevin, nadia, olga, openSite, type Site } from './open-site.ts';

const settingsOf = async ({ runtime }: Site, chat = 'main') => (await runtime.room(chat)).chat.state.settings;

describe('settings of the chatbox', () => {
  let site: Site;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.close());

  it('send a visitor to log in and back', async () => {
    const { status, location } = await site.get('settings', undefined, '?chat=main');
    expect([status, location]).to.deep.equal([303, '/login?return=%2Fchatbox%2Fsettings%3Fchat%3Dmain']);
  });

  it('are for owners alone', async () => {
    const page = await site.get('settings', kevin);
    expect(page.status).to.equal(403);
    expect(page.text).to.include('Only an owner of the site');
    expect(page.html).not.to.include('<form');
    expect((await site.send('settings', kevin, [['enabled', 'true']])).status).to.equal(403);
    expect((await settingsOf(site)).enabled).to.equal(false);
  });

  it('offer the site’s groups with their sizes, and save in one press', async () => {
    const page = await site.get('settings', nadia);
    const options = all(one(page.html, 'form'), 'option').map(textOf);
    expect(options).to.include.members(['All members', 'Bureau (4 members)', 'Chat (12 members)']);
    const typed = { enabled: 'true', group: 'chat', moderation: 'true', moderators: 'board' };
    const answer = await site.post('settings', nadia, page, typed);
    const saved = await followed(site, 'settings', nadia, answer);
    expect(await settingsOf(site)).to.deep.equal({ enabled: true, group: 'chat', moderators: 'board' });
    expect(saved.text).to.include('Saved. The chat is enabled.');
    expect(Object.fromEntries(saved.fields)).to.include(typed);
  });

  it('say that the chat still lacks its place in the menu, until it has it', async () => {
    const answer = await site.post('settings', nadia, await site.get('settings', nadia), { enabled: 'true' });
    const saved = await followed(site, 'settings', nadia, answer);
    expect(saved.text).to.include('It still lacks its place on the site');
    expect(one(one(saved.html, '.cb-ok'), 'a').attributes.get('href')).to.equal('/chatbox/menu');
    const menu = await site.post('menu', nadia, await site.get('menu', nadia), { do: 'add:chatbox:main' });
    await site.post('menu', nadia, menu);
    expect((await site.get('settings', nadia)).text).not.to.include('It still lacks');
  });

  it('keep what was chosen where moderation has no group', async () => {
    const page = await site.get('settings', nadia);
    const wrong = await site.post('settings', nadia, page, { enabled: 'true', group: 'chat', moderation: 'true' });
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.include('Choose the group that moderates');
    expect(Object.fromEntries(wrong.fields)).to.include({ enabled: 'true', group: 'chat', moderation: 'true' });
    expect((await settingsOf(site)).enabled).to.equal(false);
  });

  it('take no group that the site does not have', async () => {
    const page = await site.get('settings', nadia);
    const wrong = await site.post('settings', nadia, page, { group: 'nobody' });
    expect(wrong.status).to.equal(422);
    expect((await settingsOf(site)).group).to.equal(undefined);
  });

  it('warn of a group that is empty, and of one that is gone, which may stay', async () => {
    const page = await site.get('settings', nadia);
    const typed = { enabled: 'true', group: 'old', moderation: 'true', moderators: 'board' };
    await site.post('settings', nadia, page, typed);
    expect((await site.get('settings', nadia)).text).to.include('The group “Anciens” has no members');
    site.site.groups = [{ id: 'chat', name: 'Chat', size: 12 }];
    const gone = await site.get('settings', nadia);
    expect(gone.text).to.include('The group “Anciens” no longer exists').and.include('Anciens (gone)');
    expect(gone.text).to.include('The moderator group “Bureau” no longer exists');
    const answer = await site.post('settings', nadia, gone, { enabled: undefined });
    expect(answer.status).to.equal(303);
    expect(await settingsOf(site)).to.deep.equal({ enabled: false, group: 'old', moderators: 'board' });
  });

  it('refuse to enable without the plan, in the domain too, and say what is missing', async () => {
    site.site.entitled = false;
    const page = await site.get('settings', nadia);
    expect(page.text).to.include('The chat is part of the pro plan');
    const box = all(page.html, 'input').find(({ attributes }) => attributes.get('name') === 'enabled');
    expect(box?.attributes.has('disabled')).to.equal(true);
    const forged = await site.post('settings', nadia, page, { enabled: 'true' });
    expect(forged.status).to.equal(403);
    expect(one(forged.html, '.cb-bad').children.map(textOf).join('')).to.include('plan');
    expect((await settingsOf(site)).enabled).to.equal(false);
  });

  it('let a site that lost the plan disable the chat', async () => {
    await site.post('settings', nadia, await site.get('settings', nadia), { enabled: 'true' });
    site.site.entitled = false;
    const page = await site.get('settings', nadia);
    expect(page.text).to.include('no longer has the pro plan');
    expect((await site.post('settings', nadia, page, { enabled: undefined })).status).to.equal(303);
    expect((await settingsOf(site)).enabled).to.equal(false);
  });

  it('tell the second of two owners what changed, by whom, keep both works, and save when asked again', async () => {
    const first = await site.get('settings', nadia);
    const second = await site.get('settings', olga);
    await site.post('settings', nadia, first, { enabled: 'true', group: 'chat' });
    const conflict = await site.post('settings', olga, second, {
      group: 'old',
      moderation: 'true',
      moderators: 'board',
    });
    expect(conflict.status).to.equal(409);
    const told = all(one(conflict.html, '.cb-bad'), 'li').map(textOf);
    expect(told).to.have.length(2);
    expect(told[0]).to.match(/Chat enabled: off becomes on nadia, .*Taken over below/);
    expect(told[1]).to.match(/Allowed group: All members becomes Chat nadia, .*You chose Anciens: that is kept/);
    expect(await settingsOf(site)).to.deep.equal({ enabled: true, group: 'chat', moderators: undefined });
    const answer = await site.post('settings', olga, conflict);
    expect(answer.status).to.equal(303);
    expect(await settingsOf(site)).to.deep.equal({ enabled: true, group: 'old', moderators: 'board' });
  });

  it('take a form that was sent twice for one save', async () => {
    const page = await site.get('settings', nadia);
    const [one, two] = [
      await site.post('settings', nadia, page, { enabled: 'true' }),
      await site.post('settings', nadia, page, { enabled: 'true' }),
    ];
    expect([one.status, two.status]).to.deep.equal([303, 303]);
  });

  it('take what an owner goes on with for their own, where the answer to their save was lost', async () => {
    const page = await site.get('settings', nadia);
    await site.post('settings', nadia, page, { enabled: 'true' });
    const { chat } = await site.runtime.room('main');
    const { revision } = chat;
    for (const _ of ['pressed again', 'sent again by the browser']) {
      expect((await site.post('settings', nadia, page, { enabled: 'true' })).status).to.equal(303);
    }
    expect(chat.revision, 'nothing is doubled').to.equal(revision);
    expect((await site.post('settings', nadia, page, { enabled: 'true', group: 'chat' })).status).to.equal(303);
    expect(await settingsOf(site)).to.deep.equal({ enabled: true, group: 'chat', moderators: undefined });
  });

  it('say that they were saved where they were, not where an address alone says so', async () => {
    const saved = await site.post('settings', nadia, await site.get('settings', nadia), { enabled: 'true' });
    expect((await followed(site, 'settings', nadia, saved)).text).to.include('Saved.');
    for (const made of ['', '999']) {
      expect((await site.get('settings', nadia, `?saved=${made}`)).text).not.to.include('Saved.');
    }
  });

  it('save over a change that was taken back meanwhile', async () => {
    const page = await site.get('settings', olga);
    await site.post('settings', nadia, await site.get('settings', nadia), { group: 'chat' });
    await site.post('settings', nadia, await site.get('settings', nadia), { group: '' });
    expect((await site.post('settings', olga, page, { enabled: 'true' })).status).to.equal(303);
    expect(await settingsOf(site)).to.deep.equal({ enabled: true, group: undefined, moderators: undefined });
  });

  it('keep all that was sent when the session ended, to be sent again', async () => {
    const page = await site.get('settings', nadia);
    const ended = await site.post('settings', undefined, page, { enabled: 'true', group: 'chat' });
    expect(ended.status).to.equal(401);
    expect(ended.text).to.include('Your session has ended');
    expect((await site.send('settings', nadia, ended.fields)).status).to.equal(303);
    expect(await settingsOf(site)).to.include({ enabled: true, group: 'chat' });
  });

  it('keep what was chosen while the store is away', async () => {
    const page = await site.get('settings', nadia);
    await site.site.store.close();
    const away = await site.post('settings', nadia, page, { enabled: 'true', group: 'chat' });
    expect(away.status).to.equal(503);
    expect(Object.fromEntries(away.fields)).to.include({ enabled: 'true', group: 'chat' });
  });

  it('are each chatbox’s own', async () => {
    await site.close();
    site = await openSite({ options: { chatboxes: ['main', 'coaches'] }, store: openMemory() });
    const page = await site.get('settings', nadia, '?chat=coaches');
    const current = all(one(page.html, '.cb-siblings'), 'a').filter(({ attributes }) => attributes.has('aria-current'));
    expect(current.map(textOf)).to.deep.equal(['Chatbox “coaches”']);
    await site.post('settings', nadia, page, { enabled: 'true' }, '?chat=coaches');
    expect((await settingsOf(site, 'coaches')).enabled).to.equal(true);
    expect((await settingsOf(site)).enabled).to.equal(false);
  });

  it('escape whatever groups and logins are called', async () => {
    site.site.groups = [{ id: '"><img src=x>', name: '<script>alert(1)</script>', size: 0 }];
    const evil = member('nadia', { roles: ['owner'] });
    const page = await site.get('settings', evil);
    // The reader of these tests refuses any tag or attribute that was not escaped.
    expect(all(page.html, 'option').map(textOf)).to.include('<script>alert(1)</script> (0 members)');
    await site.post('settings', nadia, page, { enabled: 'true', group: '"><img src=x>' });
    expect((await site.get('settings', nadia)).text).to.include('<script>alert(1)</script>');
  });
});

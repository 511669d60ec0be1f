import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import { seededFolder, storeIn } from '../../support/seeded-data.ts';
import { type Site, startSite } from '../../support/site.ts';
import { person } from './person.ts';

type Person = ReturnType<typeof person>;

describe('the page of members and groups', function () {
  this.timeout(120_000);
  let dataDir: string;
  let site: Site;
  let lea: Person;
  let zoe: Person;

  const box = async (who: Person) => (await who.get('/chatbox/box?chat=main&locale=fr')).html;
  const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  /** Makes a group and answers the address of its page. */
  const groupNamed = async (name: string): Promise<string> => {
    const { status, location } = await lea.post('/membres', { act: 'create', name });
    expect(status, name).to.equal(303);
    return location.split('?')[0] ?? '';
  };

  before(async () => {
    dataDir = await seededFolder();
    site = await startSite({ CHATBOX_DATA: dataDir, CHATBOX_STORE: `sqlite:${storeIn(dataDir)}` });
    [lea, zoe] = [person(site.url), person(site.url)];
    await lea.logIn('lea', 'capitaine-lea');
    await zoe.logIn('zoe', 'aviron-zoe');
  });
  after(async () => {
    await site.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('is for owners alone, whatever is sent', async () => {
    const visitor = person(site.url);
    for (const path of ['/membres', '/membres/chat', '/en/membres']) {
      expect((await zoe.get(path)).status, path).to.equal(403);
      expect((await visitor.get(path)).status, path).to.equal(303);
    }
    for (const fields of [
      { act: 'attach', login: 'zoe' },
      { act: 'remove', seen: '0' },
    ]) {
      const refused = await zoe.post('/membres/chat', fields);
      expect([refused.status, refused.html.includes('@kevin')]).to.deep.equal([403, false]);
    }
    expect((await lea.get('/membres/chat')).html).not.to.include('@zoe</code>');
  });

  it('offers the logins of those who are not in the group, to the owner alone', async () => {
    const offered = (html: string) =>
      [
        ...(/<datalist[^>]* id="others"[^>]*>(.*?)<\/datalist>/s.exec(html)?.[1] ?? '').matchAll(/value="([^"]*)"/g),
      ].map(([, login]) => login);
    const { html } = await lea.get('/membres/chat');
    expect(html).to.match(/<input[^>]* name="login"[^>]* list="others"/);
    expect(offered(html)).to.include('zoe').and.not.to.include('kevin');
    expect((await zoe.get('/membres/chat')).html).not.to.include('<datalist');
  });

  it('an owner makes a group, attaches a member by login, renames it, and deletes it', async () => {
    const path = await groupNamed('Équipage du dimanche');
    const attached = await lea.post(path, { act: 'attach', login: ' @Tom ' });
    expect(attached.status).to.equal(303);
    const page = await lea.get(attached.location);
    expect(page.html)
      .to.include('tom fait maintenant partie du groupe')
      .and.to.include('@tom')
      .and.to.include('1 membre');
    await lea.post(path, { act: 'rename', name: 'Dimanche', seen: 'Équipage du dimanche' });
    const renamed = await lea.get(path);
    expect(renamed.html).to.match(/<h1[^>]*>Dimanche<\/h1>/);
    const detached = await lea.post(path, { act: 'detach', member: hidden(renamed.html, 'member') });
    const left = (await lea.get(detached.location)).html;
    expect(left).to.include('Ce groupe est vide').and.to.include('tom ne fait plus partie du groupe');
    for (const lie of ['attached&who=tom', 'detached', 'renamed&who=tom']) {
      expect((await lea.get(`${path}?done=${lie}`)).html, lie).to.not.match(/tom (?:fait|ne)|désormais «.tom/);
    }
    // Its page says what it deletes: the last "seen" of the page.
    const seen = /name="act" value="remove".*?name="seen" value="(\d+)"/s.exec((await lea.get(path)).html)?.[1] ?? '';
    const gone = await lea.post(path, { act: 'remove', seen });
    expect(gone.location).to.equal('/membres?done=removed');
    expect((await lea.get(gone.location)).html)
      .to.include('Le groupe est supprimé')
      .and.not.to.include('Dimanche');
    expect((await lea.get(path)).location).to.equal('/membres?gone=1');
  });

  it('the chat opens to a member who is attached to its group, and closes to one who is detached', async () => {
    expect(await box(zoe)).not.to.include('class="cb-log"');
    await lea.post('/membres/chat', { act: 'attach', login: 'zoe' });
    expect(await box(zoe)).to.include('class="cb-log"');
    const { html } = await lea.get('/membres/chat');
    const id = /name="member" value="([^"]+)"[^>]*>\s*<button[^>]*Zoé/.exec(html)?.[1] ?? '';
    expect(id).not.to.equal('');
    await lea.post('/membres/chat', { act: 'detach', member: id });
    expect(await box(zoe)).not.to.include('class="cb-log"');
  });

  it('what cannot be done says why, and keeps what was typed', async () => {
    const unknown = await lea.post('/membres/bureau', { act: 'attach', login: 'kevn' });
    expect(unknown.status).to.equal(422);
    expect(unknown.html)
      .to.match(/Aucun membre n’a l’identifiant «.kevn.»/)
      .and.to.include('value="kevn"');
    const taken = await lea.post('/en/membres', { act: 'create', name: ' BUREAU ' });
    expect(taken.status).to.equal(409);
    expect(taken.html).to.include('There is a group named “BUREAU” already').and.to.include('value=" BUREAU "');
    expect((await lea.post('/membres', { act: 'create', name: '' })).status).to.equal(422);
    expect((await lea.post('/membres/bureau', { act: 'explode' })).status).to.equal(400);
  });

  it('an owner who saw an older group is told what it is by now, and nothing is overwritten', async () => {
    const path = await groupNamed('Vétérans');
    await lea.post(path, { act: 'rename', name: 'Masters', seen: 'Vétérans' });
    const late = await lea.post(path, { act: 'rename', name: 'Anciens', seen: 'Vétérans' });
    expect(late.status).to.equal(409);
    expect(late.html).to.match(/il s’appelle «.Masters.»/);
    await lea.post(path, { act: 'attach', login: 'jose' });
    const blind = await lea.post(path, { act: 'remove', seen: '0' });
    expect(blind.status).to.equal(409);
    expect((await lea.get(path)).html).to.include('@jose');
  });

  it('a member is found by a part of the name, accents aside', async () => {
    const { html } = await lea.get('/membres?q=lea%20mor');
    expect(html).to.include('Léa Morvan').and.not.to.include('Kevin Le Gall');
    expect((await lea.get('/membres?q=%3Cb%3E')).html)
      .to.include('&lt;b&gt;')
      .and.not.to.include('« <b>');
  });

  it('a group that the chat needs is deleted only by whoever read what that ends', async () => {
    const seen = (html: string) => /name="act" value="remove".*?name="seen" value="(\d+)"/s.exec(html)?.[1] ?? '';
    const [members, moderators] = [await lea.get('/membres/chat'), await lea.get('/en/membres/bureau')];
    expect(members.html)
      .to.match(/réservée à ce groupe. Sans lui, seule la modération y entre/)
      .and.to.match(/name="sure"[^>]* required/);
    expect(moderators.html).to.match(/moderates the chat. Without it nobody keeps its order/);
    const refused = await lea.post('/membres/chat', { act: 'remove', seen: seen(members.html) });
    expect(refused.status).to.equal(409);
    expect(refused.html).to.include('Le groupe n’a pas été supprimé').and.to.include('@kevin</code>');
    const other = await groupNamed('Sans emploi');
    expect((await lea.get(other)).html).not.to.include('name="sure"');
    const sure = { act: 'remove', seen: seen(moderators.html), sure: 'yes' };
    expect((await lea.post('/membres/bureau', sure)).location).to.equal('/membres?done=removed');
  });
});

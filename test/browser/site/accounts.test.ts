import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import { seededFolder, storeIn } from '../../support/seeded-data.ts';
import { type Site, startSite } from '../../support/site.ts';
import { person } from './person.ts';

describe('the accounts of the site, by plain forms', function () {
  this.timeout(120_000);
  let dataDir: string;
  let site: Site;
  const somebody = () => person(site.url);
  const loggedIn = async (login: string, password = `aviron-${login}`) => {
    const who = somebody();
    expect((await who.logIn(login, password)).status, login).to.equal(303);
    return who;
  };

  before(async () => {
    dataDir = await seededFolder();
    site = await startSite({ CHATBOX_DATA: dataDir, CHATBOX_STORE: `sqlite:${storeIn(dataDir)}` });
  });
  after(async () => {
    await site.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('a visitor who wants a page of members logs in, and comes back to it', async () => {
    const jose = somebody();
    const sent = await jose.get('/en/annuaire?q=1');
    expect([sent.status, sent.location]).to.deep.equal([303, '/en/connexion?return=%2Fen%2Fannuaire%3Fq%3D1']);
    const form = await jose.get(sent.location);
    expect(form.html).to.include('action="/en/connexion?return=%2Fen%2Fannuaire%3Fq%3D1"');
    const entered = await jose.logIn('jose', 'aviron-jose', sent.location);
    expect([entered.status, entered.location]).to.deep.equal([303, '/en/annuaire?q=1']);
    expect(entered.headers.getSetCookie().join()).to.match(/session_token=[^;]+;.*HttpOnly;.*SameSite=Lax/i);
    const page = await jose.get(entered.location);
    expect(page.status).to.equal(200);
    expect(page.html).to.include('Kevin Le Gall').and.to.include('José Almeida');
  });

  it('a session lasts as long as the browser, or some weeks when that is asked for', async () => {
    const ages = async (fields: Record<string, string>) => {
      const answer = await somebody().post('/connexion', { name: 'jose', password: 'aviron-jose', ...fields });
      return /session_token=[^,]*?max-age=(\d+)/i.exec(answer.headers.getSetCookie().join())?.[1];
    };
    expect(await ages({})).to.equal(undefined);
    expect(Number(await ages({ remember: 'on' }))).to.be.greaterThan(20 * 86_400);
  });

  it('goes back to pages of this site alone', async () => {
    const elsewhere = [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
      '',
    ];
    for (const path of elsewhere) {
      const { location } = await somebody().logIn(
        'jose',
        'aviron-jose',
        `/connexion?return=${encodeURIComponent(path)}`,
      );
      expect(location, path).to.equal('/compte');
    }
  });

  it('a wrong password keeps the name and says so, in French and English, and keeps no password', async () => {
    const french = await somebody().logIn('kevin', 'pas le bon', '/connexion?return=/annuaire');
    expect(french.status).to.equal(401);
    expect(french.html).to.include('ne vont pas ensemble').and.to.include('value="kevin"');
    expect(french.html).to.include('action="/connexion?return=%2Fannuaire"').and.not.to.include('pas le bon');
    const english = await somebody().logIn('nobody@nowhere.example', 'wrong', '/en/connexion');
    expect(english.status).to.equal(401);
    expect(english.html).to.include('do not go together').and.to.include('<html lang="en"');
    const empty = await somebody().logIn('<b>"kevin', '');
    expect(empty.status).to.equal(422);
    expect(empty.html).to.include('value="<b>&quot;kevin"');
    expect(empty.html).to.include('Remplissez ce champ');
  });

  it('who fails too often is told how long to wait', async () => {
    const tom = somebody();
    for (let n = 0; n < 5; n += 1) expect((await tom.logIn('tom', `wrong ${n}`)).status).to.equal(401);
    const told = await tom.logIn('tom', 'aviron-tom');
    expect(told.status).to.equal(429);
    expect(Number(told.headers.get('retry-after'))).to.be.within(1, 30);
    expect(told.html)
      .to.match(/Réessayez dans \d+ secondes?\./)
      .and.to.include('value="tom"');
  });

  it('a form of another site does nothing', async () => {
    const victim = await loggedIn('nadia');
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      const out = await victim.post('/deconnexion', {}, headers);
      expect(out.status, JSON.stringify(headers)).to.equal(403);
      const entered = await somebody().post('/connexion', { name: 'nadia', password: 'aviron-nadia' }, headers);
      expect(entered.status, JSON.stringify(headers)).to.equal(403);
      expect(entered.headers.getSetCookie()).to.deep.equal([]);
    }
    expect((await victim.get('/compte')).html).to.include('Nadia Benali');
  });

  it('a log-out ends the session, by a form alone, and leaves nothing behind', async () => {
    const nadia = await loggedIn('nadia');
    const copy = new Map(nadia.cookies);
    expect((await nadia.get('/deconnexion')).status).to.equal(303);
    expect((await nadia.get('/compte')).status).to.equal(200);
    const out = await nadia.post('/deconnexion', { return: '/en' });
    expect([out.status, out.location]).to.deep.equal([303, '/en']);
    expect(nadia.cookies.size).to.equal(0);
    expect((await nadia.get('/compte')).location).to.equal('/connexion?return=%2Fcompte');
    for (const [name, value] of copy) nadia.cookies.set(name, value);
    expect((await nadia.get('/compte')).status, 'with the cookie of before').to.equal(303);
    expect((await nadia.get('/chatbox/box?chat=main&locale=fr')).html).not.to.include('class="cb-log"');
  });

  it('whoever logs in where somebody else was ends that session', async () => {
    const browser = await loggedIn('jose');
    const before = new Map(browser.cookies);
    expect((await browser.get('/connexion')).html).to.include('José Almeida');
    await browser.logIn('kevin', 'aviron-kevin');
    const page = await browser.get('/compte');
    expect(page.html).to.include('Kevin Le Gall').and.not.to.include('José');
    const jose = somebody();
    for (const [name, value] of before) jose.cookies.set(name, value);
    expect((await jose.get('/compte')).status).to.equal(303);
  });

  it('pages that are made for somebody are kept by no cache', async () => {
    const lea = await loggedIn('lea', 'capitaine-lea');
    for (const path of ['/compte', '/annuaire', '/membres', '/calendrier', '/connexion', '/chatbox']) {
      const { status, headers } = await lea.get(path);
      expect(status, path).to.equal(200);
      expect(headers.get('cache-control'), path).to.include('no-store');
      expect(headers.get('x-frame-options'), path).to.equal('DENY');
      expect(headers.get('content-security-policy'), path)
        .to.include("default-src 'self'")
        .and.not.to.include('unsafe');
    }
  });

  it('a visitor signs up, is logged in, and is not in the chat yet', async () => {
    const margaux = somebody();
    const given = {
      login: '@Margaux',
      name: ' Margaux  Petit ',
      email: 'Margaux@Exemple.fr',
      password: 'huit avirons',
    };
    const answer = await margaux.post('/inscription?return=/annuaire', given);
    expect([answer.status, answer.location]).to.deep.equal([303, '/annuaire']);
    const { html } = await margaux.get('/compte');
    expect(html).to.include('Margaux Petit').and.to.include('margaux').and.to.include('encore dans aucun groupe');
    expect((await margaux.get('/membres')).status).to.equal(403);
    expect((await margaux.get('/chatbox/box?chat=main&locale=fr')).html).not.to.include('class="cb-log"');
  });

  it('a sign-up that cannot be keeps what was typed, and says at each field what is wrong', async () => {
    const given = { login: 'é!', name: '', email: 'lea', password: 'court' };
    const { status, html } = await somebody().post('/inscription', given);
    expect(status).to.equal(422);
    expect(html.match(/class="wrong"/g)).to.have.length(4);
    expect(html).to.include('value="é!"').and.to.include('value="lea"').and.not.to.include('court"');
    const taken = { login: 'lea', name: 'L', email: 'l@exemple.fr', password: 'huit avirons' };
    const english = await somebody().post('/en/inscription', taken);
    expect(english.status).to.equal(409);
    expect(english.html).to.include('This login is taken').and.to.include('value="l@exemple.fr"');
  });

  it('a name cannot hide or turn around what stands beside it', async () => {
    for (const name of ['Lé\u202Ea', 'L\u200Bea', 'a\u0000b', 'x'.repeat(61)]) {
      const given = { login: 'masque', name, email: 'masque@exemple.fr', password: 'huit avirons' };
      expect((await somebody().post('/inscription', given)).status, JSON.stringify(name)).to.equal(422);
    }
  });

  it('a form that is none is refused', async () => {
    const { status } = await somebody().post('/connexion', { name: 'x'.repeat(400), password: 'y'.repeat(501) });
    expect(status).to.equal(400);
  });
});

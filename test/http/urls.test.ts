import { expect } from 'chai';
import { createUrls } from '../../plugin/http/urls.ts';
import { urlConfig } from '../support/url-config.ts';

describe('the addresses', () => {
  it('name every chatbox but the first one of the site, whatever its name', () => {
    const { page } = createUrls({ ...urlConfig, chat: 'coaches' });
    expect(page('coaches', 'en')).to.equal('/chatbox');
    expect(page('main', 'en')).to.equal('/chatbox?chat=main');
    expect(page('main', 'en', 7n)).to.equal('/chatbox?chat=main&before=7');
  });

  it('lead to the log-in page of the site and back, whatever its own address asks for', () => {
    const leads = (logIn: string) =>
      createUrls({ ...urlConfig, logIn, trailingSlash: 'always' }).logIn('en', '/chatbox?to=bob');
    const back = 'return=%2Fchatbox%3Fto%3Dbob';
    expect(leads('/login')).to.equal(`/login/?${back}`);
    expect(leads('/login?by=mail')).to.equal(`/login/?by=mail&${back}`);
    expect(leads('https://accounts.example/in?site=club')).to.equal(`https://accounts.example/in?site=club&${back}`);
    expect(createUrls({ ...urlConfig, logIn: '/login?by=mail' }).logIn('en')).to.equal('/login?by=mail');
  });
});

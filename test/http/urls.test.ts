import { expect } from 'chai';
import { createUrls } from '../../plugin/http/urls.ts';

const config = { base: '/', trailingSlash: 'ignore', path: '/chatbox', logIn: '/login', prefixed: [] } as const;

describe('the addresses', () => {
  it('name every chatbox but the first one of the site, whatever its name', () => {
    const { page } = createUrls({ ...config, chat: 'coaches' });
    expect(page('coaches', 'en')).to.equal('/chatbox');
    expect(page('main', 'en')).to.equal('/chatbox?chat=main');
    expect(page('main', 'en', 7n)).to.equal('/chatbox?chat=main&before=7');
  });
});

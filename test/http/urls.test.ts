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
});

import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { type Club, openClub } from '../support/club.ts';
import { styleSheet } from '../support/style-sheet.ts';

const MOST = 20_000;

describe('what a page with the chat loads', function () {
  this.timeout(300_000);
  let club: Club;
  before(async () => {
    club = await openClub();
  });
  after(() => club.close());

  it('is 20 kB at most, scripts and style, compressed, for whoever reads and writes', async () => {
    const page = await (await club.member('jose')).newPage();
    const scripts = new Map<string, Promise<number>>();
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      const size = response.body().then((body) => gzipSync(body).length);
      scripts.set(response.url(), size);
    });
    await page.goto('/club');
    await page.waitForSelector('chat-box .cb-jump', { state: 'attached' });
    await page.locator('chat-box textarea').fill('@kev');
    await page.waitForSelector('chat-box form.cb-private');
    const sizes = await Promise.all(scripts.values());
    const total = sizes.reduce((sum, size) => sum + size, gzipSync(styleSheet('chatbox')).length);
    expect(scripts.size, 'the scripts that were seen').to.be.at.least(3);
    expect(total).to.be.at.most(MOST);
  });
});

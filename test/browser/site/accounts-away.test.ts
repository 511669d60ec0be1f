import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Site, startSite } from '../../support/site.ts';

describe('a site whose accounts cannot be opened', function () {
  this.timeout(120_000);
  let site: Site;
  before(async () => {
    site = await startSite();
    await site.kill();
    const file = join(site.dataDir, 'accounts.db');
    await Promise.all(['-wal', '-shm'].map((end) => rm(file + end, { force: true })));
    await writeFile(file, 'no database');
    await site.restart();
  });
  after(() => site.stop());

  for (const [path, status, title] of [
    ['/annuaire', 500, 'Le site a eu un problème'],
    ['/en/compte', 500, 'The site has a problem'],
    ['/nulle-part', 404, 'Page introuvable'],
  ] as const) {
    it(`says so with a whole page of its own: ${path}`, async () => {
      const answer = await fetch(site.url + path);
      expect(answer.status).to.equal(status);
      expect(await answer.text())
        .to.match(new RegExp(`<h1[^>]*>${title}<`))
        .and.include('</html>');
    });
  }
});

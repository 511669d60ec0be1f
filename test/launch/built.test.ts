import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { fingerprint, isBuilt } from '../../src/launch/built.mjs';

describe('what is built', () => {
  let folder: string;
  const at = (path: string): string => join(folder, path);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chatbox-built-'));
    await mkdir(at('src/pages'), { recursive: true });
    await mkdir(at('dist'));
    await writeFile(at('src/pages/index.astro'), '<h1>Club</h1>');
    await writeFile(at('astro.config.mjs'), 'export default {};');
    await writeFile(at('dist/.made-from'), fingerprint(folder));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is fresh while the sources say the same, whatever the clock says', async () => {
    await utimes(at('src/pages/index.astro'), 0, 0);
    await writeFile(at('README.md'), 'is no source');
    expect(isBuilt(folder)).to.equal(true);
  });

  const changes: Readonly<Record<string, () => Promise<unknown>>> = {
    'a file is edited': () => writeFile(at('src/pages/index.astro'), '<h1>club</h1>'),
    'a file is added': () => writeFile(at('src/pages/news.astro'), ''),
    'a file is renamed': () => rename(at('src/pages/index.astro'), at('src/pages/home.astro')),
    'a file is removed': () => rm(at('src/pages/index.astro')),
    'the configuration changes': () => writeFile(at('astro.config.mjs'), 'export default { base: "/club" };'),
    'another package is locked': () => writeFile(at('package-lock.json'), '{}'),
    'a build was cut short': () => rm(at('dist/.made-from')),
    'it is not there at all': () => rm(at('dist'), { recursive: true }),
  };
  for (const [what, change] of Object.entries(changes)) {
    it(`is stale when ${what}`, async () => {
      await change();
      expect(isBuilt(folder)).to.equal(false);
    });
  }
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { isInstalled } from '../../src/launch/installed.mjs';

type Packages = Record<string, { version: string; integrity: string; optional?: boolean }>;

const wanted: Packages = {
  '': { version: '0.1.0', integrity: '' },
  'node_modules/astro': { version: '7.3.4', integrity: 'sha512-a' },
  'node_modules/for-another-system': { version: '1.0.0', integrity: 'sha512-b', optional: true },
};

describe('what is installed', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chatbox-installed-'));
    await mkdir(join(folder, 'node_modules'));
    await lock('package-lock.json', wanted);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const lock = (file: string, packages: Packages) => writeFile(join(folder, file), JSON.stringify({ packages }));
  const installed = async (packages: Packages): Promise<boolean> => {
    await lock('node_modules/.package-lock.json', packages);
    return isInstalled(folder);
  };
  const astro = { version: '7.3.4', integrity: 'sha512-a' };

  it('is enough with every package that this system needs', async () => {
    expect(await installed({ 'node_modules/astro': astro })).to.equal(true);
  });

  it('is not enough in a bare clone, nor after an install that was cut short', () => {
    expect(isInstalled(folder)).to.equal(false);
  });

  it('is not enough when a package is missing, older, or has other bytes', async () => {
    expect(await installed({})).to.equal(false);
    expect(await installed({ 'node_modules/astro': { ...astro, version: '7.3.3' } })).to.equal(false);
    expect(await installed({ 'node_modules/astro': { ...astro, integrity: 'sha512-x' } })).to.equal(false);
  });

  it('is not enough when npm was cut short in the middle of its own list', async () => {
    await writeFile(join(folder, 'node_modules/.package-lock.json'), '{"packages": {"node_mod');
    expect(isInstalled(folder)).to.equal(false);
  });
});

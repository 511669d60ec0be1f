import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import { isInstalled } from '../../src/launch/installed.mjs';
import { root } from '../../src/launch/root.mjs';

const versions = z.record(z.string(), z.string());
const Manifest = z.object({
  scripts: versions,
  dependencies: versions,
  devDependencies: versions,
});
const Lock = z.object({
  packages: z.record(z.string(), z.looseObject({ resolved: z.string().optional(), integrity: z.string().optional() })),
});

const json = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(root, file), 'utf8'));

describe('package.json and its lock file', () => {
  it('run every script by exec, or a SIGTERM to npm would leave the program behind', async () => {
    const { scripts } = Manifest.parse(await json('package.json'));
    const without = Object.entries(scripts).filter(([, script]) => !script.startsWith('exec node '));
    expect(without).to.deep.equal([]);
  });

  it('pin every dependency', async () => {
    const { dependencies, devDependencies } = Manifest.parse(await json('package.json'));
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(([, range]) => !/^\d/u.test(range));
    expect(loose).to.deep.equal([]);
  });

  it('name no registry, and the digest of every package', async () => {
    const { packages } = Lock.parse(await json('package-lock.json'));
    const listed = Object.entries(packages).filter(([path]) => path !== '');
    expect(listed.length).to.be.greaterThan(100);
    expect(listed.filter(([, { resolved }]) => resolved !== undefined)).to.deep.equal([]);
    expect(listed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).to.deep.equal([]);
  });

  it('are what is installed', () => {
    expect(isInstalled(root)).to.equal(true);
  });
});

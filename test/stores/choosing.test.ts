import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ChatboxError } from '../../events/core/errors.ts';
import { eventstoredb, memory, openStore, parseStore, sqlite, storeFrom } from '../../events/stores/index.ts';
import { rejection } from '../support/rejection.ts';
import { anEvent } from '../support/store-contract/events.ts';
import { temporaryFolder } from '../support/stores.ts';

describe('A setting that names a store', () => {
  const settings = [
    { setting: 'memory:', descriptor: memory() },
    { setting: 'sqlite:./data/chatbox.db', descriptor: sqlite() },
    { setting: 'sqlite:/var/lib/site/chat box.db', descriptor: sqlite({ file: '/var/lib/site/chat box.db' }) },
    { setting: 'sqlite:C:\\site\\chatbox.db', descriptor: sqlite({ file: 'C:\\site\\chatbox.db' }) },
    ...[
      'esdb://localhost:2113?tls=false',
      'esdb://admin:s%3Acret@a,b,c',
      'esdb+discover://admin:secret@cluster.example:2113',
    ].map((setting) => ({ setting, descriptor: eventstoredb({ connectionString: setting }) })),
  ];
  for (const { setting, descriptor } of settings) {
    it(`is read: ${setting}`, () => {
      expect(parseStore(setting)).to.deep.equal(descriptor);
      expect(JSON.parse(JSON.stringify(descriptor))).to.deep.equal(descriptor);
    });
  }

  const wrong = ['', 'memory', 'memory:x', 'sqlite:', './data/chatbox.db', 'mongodb://a:b@c'];
  for (const setting of wrong) {
    it(`is refused, with one that would do: "${setting}"`, () => {
      expect(() => parseStore(setting))
        .to.throw(ChatboxError, 'sqlite:./data/chatbox.db')
        .with.property('code', 'STORE_SETTING_INVALID');
    });
  }

  for (const setting of ['esdb:', 'esdb://', 'esdb:///x', 'esdb://host:2113?tls=maybe', 'esdb://host:2113']) {
    it(`is refused before its store is opened, and without its client: "${setting}"`, () => {
      expect(() => parseStore(setting))
        .to.throw(ChatboxError, 'Hint: ')
        .with.property('code', 'STORE_SETTING_INVALID');
    });
  }

  it('is refused without showing what may be a secret', () => {
    for (const setting of [
      'postgres://me:s3cret@host',
      'me:s3cret@host',
      ' esdb://me:s3cret@host',
      'ESDB://me:s3cret@host',
      'esdb://me:s3cret@host?tls=s3cret',
      'esdb://me:p@ss?s3cret@host:2113',
      'esdb://me:p@ss?tls&s3cret@host:2113',
    ]) {
      expect(() => parseStore(setting))
        .to.throw(ChatboxError)
        .with.property('message')
        .that.does.not.include('s3cret');
    }
  });

  it('opens a SQLite file, relative to the working directory', async () => {
    const folder = await temporaryFolder();
    const before = process.cwd();
    process.chdir(folder);
    try {
      const store = await storeFrom('sqlite:./data/log.db');
      await store.append('chatbox-main', 'no_stream', [anEvent()]);
      expect(store.name).to.equal('sqlite:./data/log.db');
      await store.close();
      expect(await readdir(join(folder, 'data'))).to.deep.equal(['log.db']);
    } finally {
      process.chdir(before);
      await rm(folder, { recursive: true });
    }
  });

  it('opens a memory store of its own each time', async () => {
    const [one, two] = [await storeFrom('memory:'), await storeFrom('memory:')];
    await one.append('chatbox-main', 'no_stream', [anEvent()]);
    expect(await two.read('chatbox-main', { limit: 1 })).to.deep.equal([]);
  });

  it('says what is missing when an EventStoreDB has no connection string', async () => {
    const error = await rejection(openStore(eventstoredb()), ChatboxError);
    expect(error.code).to.equal('STORE_SETTING_INVALID');
    expect(error.message).to.include('CHATBOX_STORE');
  });
});

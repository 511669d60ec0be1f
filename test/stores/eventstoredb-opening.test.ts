import { expect } from 'chai';
import { ChatboxError, StoreUnavailable } from '../../events/core/errors.ts';
import { loadClient } from '../../events/stores/eventstoredb/client.ts';
import { parseConnectionString } from '../../events/stores/eventstoredb/connection-string.ts';
import { openEventStoreDb } from '../../events/stores/eventstoredb/index.ts';
import { EventStoreDbDouble } from '../support/eventstoredb-double/index.ts';
import { rejection } from '../support/rejection.ts';
import { anEvent } from '../support/store-contract/events.ts';

describe('A connection string of EventStoreDB', () => {
  it('names its user and its nodes', () => {
    const { name, credentials, cluster } = parseConnectionString('esdb://chat:secret@a:2113,b:2113,c:2113');
    expect(name).to.equal('esdb://a:2113,b:2113,c:2113');
    expect(credentials).to.deep.equal({ username: 'chat', password: 'secret' });
    expect(cluster).to.equal(true);
    expect(parseConnectionString('esdb+discover://chat:secret@db.example').cluster).to.equal(true);
    expect(parseConnectionString('esdb://localhost:2113?tls=false').cluster).to.equal(false);
  });

  it('may hold any password, percent-encoded', () => {
    const password = 'a:b@c/d?e#f%g&h é';
    const { credentials, url, name } = parseConnectionString(`esdb://chat:${encodeURIComponent(password)}@host`);
    expect(credentials.password).to.equal(password);
    expect(url).to.include(encodeURIComponent(password));
    expect(name).to.equal('esdb://host');
  });

  it('keeps the settings that its author gave, and adds what they left open', () => {
    const { url } = parseConnectionString('esdb://u:p@a,b?nodePreference=follower&gossipTimeout=9');
    expect(url).to.match(/^esdb:\/\/u:p@a,b\?/);
    expect(url.split('?')[1]?.split('&')).to.have.members([
      'nodePreference=follower',
      'gossipTimeout=9',
      'maxDiscoverAttempts=2',
      'connectionName=astro-chatbox',
    ]);
  });

  const refused = [
    { what: 'another scheme', url: 'http://chat:s3cret@host', hint: 'esdb://user:password@host' },
    { what: 'no host', url: 'esdb://chat:s3cret@?tls=false', hint: 'esdb://user:password@host' },
    { what: 'a port that is none', url: 'esdb://chat:s3cret@host:port', hint: 'esdb://user:password@host' },
    { what: 'TLS without a user', url: 'esdb://host:2113', hint: 'tls=false' },
    { what: 'a user without a password', url: 'esdb://s3cret@host:2113', hint: 'percent-encode' },
    { what: 'a bare colon in the password', url: 'esdb://chat:s3:cret@host', hint: '%3A' },
    { what: 'a bare percent sign', url: 'esdb://chat:s3%cret@host', hint: '%25' },
    { what: 'a setting that the client does not know', url: 'esdb://chat:s3cret@host?tsl=false', hint: 'tlsCAFile' },
    { what: 'certificates unverified', url: 'esdb://chat:s3cret@host?tlsVerifyCert=false', hint: 'tlsCAFile' },
    { what: 'a flag that is neither', url: 'esdb://chat:s3cret@host?tls=s3cret', hint: 'tls is true or false' },
    { what: 'a number that is none', url: 'esdb://chat:s3cret@host?gossipTimeout=s3', hint: 'a whole number' },
    { what: 'a node of no kind', url: 'esdb://chat:s3cret@host?nodePreference=s3', hint: 'leader, follower' },
    { what: 'a file that is not encoded', url: 'esdb://chat:s3cret@host?tlsCAFile=100%s3', hint: 'percent-encoded' },
    { what: 'a name that is no UTF-8', url: 'esdb://chat:s3cret@host?connectionName=%C3', hint: 'percent-encoded' },
    { what: 'no time at all for a call', url: 'esdb://chat:s3cret@host?defaultDeadline=0', hint: 'above 0' },
    { what: 'less than never', url: 'esdb://chat:s3cret@host?keepAliveTimeout=-2', hint: '-1 for never' },
    { what: 'a setting without a value', url: 'esdb://chat:s3cret@host?tls', hint: 'tls is true or false' },
    {
      what: 'a host that the client would cut',
      url: 'esdb://chat:s3cret@[::1]:2113',
      hint: 'esdb://user:password@host',
    },
  ];
  for (const { what, url, hint } of refused) {
    it(`with ${what} is refused, with a hint and without its password`, async () => {
      const error = await rejection(openEventStoreDb(url), ChatboxError);
      expect(error.code).to.equal('STORE_SETTING_INVALID');
      expect(error.message).to.include(hint);
      expect(error.message).not.to.match(/s3|cret/);
    });
  }

  it('with an authority that is not there is refused when it is opened, without its password', async () => {
    const error = await rejection(openEventStoreDb('esdb://chat:s3cret@host?tlsCAFile=nowhere.crt'), ChatboxError);
    expect(error.code).to.equal('STORE_CANNOT_OPEN');
    expect(error.message)
      .to.include('certificate')
      .and.not.match(/s3|cret/);
  });

  it('may hold whatever the client takes', async () => {
    const settings = 'tls=false&tlsVerifyCert=true&nodePreference=read_only_replica&connectionName=a%20chat';
    const numbers =
      'defaultDeadline=9&discoveryInterval=9&maxDiscoverAttempts=-1&keepAliveInterval=-1&keepAliveTimeout=9';
    const store = await openEventStoreDb(`esdb://chat:secret@127.0.0.1:1,a-b_c.example?${settings}&${numbers}`);
    await store.close();
  });
});

describe('Opening an EventStoreDB', () => {
  it('without its client installed says which one to install', async () => {
    const missing: string = '@eventstore/not-installed';
    const error = await rejection(
      loadClient(() => import(missing)),
      ChatboxError,
    );
    expect(error.code).to.equal('STORE_CLIENT_MISSING');
    expect(error.message).to.include('npm install @eventstore/db-client');
  });

  it('with a client that is broken does not call it missing', async () => {
    await rejection(
      loadClient(() => Promise.reject(new SyntaxError('broken'))),
      SyntaxError,
    );
  });

  it('does not wait for a server that is not there', async () => {
    const store = await openEventStoreDb('esdb://127.0.0.1:1?tls=false');
    await rejection(store.read('chatbox-main', { limit: 1 }), StoreUnavailable);
    await rejection(store.append('chatbox-main', 'no_stream', [anEvent()]), StoreUnavailable);
    await store.close();
  });

  it('sends no password over a wire without TLS', async () => {
    const double = await EventStoreDbDouble.start();
    const store = await openEventStoreDb(double.url.replace('esdb://', 'esdb://chat:secret@'));
    await store.append('chatbox-main', 'no_stream', [anEvent()]);
    await store.read('chatbox-main', { limit: 1 });
    expect(double.calls).to.have.length(2);
    expect(double.authorized).to.equal(0);
    await store.close();
    await double.stop();
  });
}).timeout(20_000);

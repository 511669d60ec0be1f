import { expect } from 'chai';
import type { Client } from '../../events/stores/eventstoredb/client.ts';
import { Connection } from '../../events/stores/eventstoredb/connection.ts';
import { parseConnectionString } from '../../events/stores/eventstoredb/connection-string.ts';
import { timings } from '../../events/stores/eventstoredb/options.ts';
import { NoAnswer } from '../../events/stores/eventstoredb/outcomes.ts';
import { until } from '../support/until.ts';

/** A client that says whether its channel was closed. */
function fakeClient() {
  const channel = {
    closed: false,
    close() {
      this.closed = true;
    },
  };
  const client = { dispose: async () => {}, getChannel: async () => channel } as unknown as Client;
  return { client, channel };
}

describe('The line to an EventStoreDB', () => {
  function opened() {
    const clients: ReturnType<typeof fakeClient>[] = [];
    const open = () => {
      const one = fakeClient();
      clients.push(one);
      return one.client;
    };
    const connection = new Connection(parseConnectionString('esdb://a.test,b.test?tls=false'), timings({}), open);
    const giveUp = () => {
      const lease = connection.lease();
      for (let silence = 0; silence < 2; silence += 1) connection.failed(lease, new NoAnswer('silence'));
    };
    return { connection, clients, giveUp };
  }

  it('that is given up is closed when its last append is over, and not before', async () => {
    const { connection, clients, giveUp } = opened();
    const [append, fails] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const lease = connection.lease();
    const held = [lease.hold(append.promise), lease.hold(fails.promise).catch(() => {})];
    giveUp();
    expect(connection.lease().client, 'another one').to.equal(clients[1]?.client);
    append.resolve();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(clients[0]?.channel.closed).to.equal(false);
    fails.reject(new Error('no node'));
    await Promise.all(held);
    await until('its channel is closed', () => clients[0]?.channel.closed === true);
    expect(clients[1]?.channel.closed).to.equal(false);
  });

  it('is closed at once when nothing is under way', async () => {
    const { connection, clients } = opened();
    await connection.lease().hold(Promise.resolve());
    connection.close();
    await until('its channel is closed', () => clients[0]?.channel.closed === true);
  });
});

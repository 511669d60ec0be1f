import type { EventStoreDBClient } from '@eventstore/db-client';
import { ChatboxError } from '../../core/errors.ts';
import { text } from './outcomes.ts';

/** What is used of the client. */
export type Client = Pick<
  EventStoreDBClient,
  'appendToStream' | 'readStream' | 'subscribeToStream' | 'setStreamMetadata' | 'dispose'
>;

export type ClientModule = { readonly EventStoreDBClient: { connectionString(url: string): Client } };

/** The client is an optional peer: only sites with an EventStoreDB install its 17 MB. */
export async function loadClient(
  load: () => Promise<ClientModule> = () => import('@eventstore/db-client'),
): Promise<ClientModule> {
  try {
    return await load();
  } catch (error) {
    if (!text(error, 'code').endsWith('MODULE_NOT_FOUND')) throw error;
    throw new ChatboxError(
      'STORE_CLIENT_MISSING',
      'The store is an EventStoreDB, but its client is not installed. Hint: npm install @eventstore/db-client@6.2.1',
      {},
      { cause: error },
    );
  }
}

/**
 * The client has no way to hang up: without this its socket stays open for half an hour. An append that finds its
 * channel closed is thrown where nobody can catch it, and ends the process: those that are under way go first.
 */
export async function hangUp(client: Client, calls: Iterable<Promise<unknown>> = []): Promise<void> {
  await client.dispose();
  await Promise.allSettled(calls);
  const getChannel: unknown = Reflect.get(client, 'getChannel');
  const channel: unknown = typeof getChannel === 'function' ? await getChannel.call(client) : undefined;
  const close: unknown = typeof channel === 'object' && channel !== null ? Reflect.get(channel, 'close') : undefined;
  if (typeof close === 'function') close.call(channel);
}

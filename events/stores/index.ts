import type { EventStore, LogReader } from '../core/event-store.ts';
import type { PresenceStore } from '../core/presence-store.ts';
import { parseConnectionString } from './eventstoredb/connection-string.ts';
import { settingInvalid } from './setting-invalid.ts';
import type { PresenceOptions } from './shared-presence.ts';

/** Which store, as JSON: it crosses from the configuration to the running site. */
export type StoreDescriptor =
  | { readonly kind: 'memory' }
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'eventstoredb'; readonly connectionString?: string };

/**
 * Keeps nothing: for tests and demonstrations.
 * @example chatbox({ store: memory() })
 */
export function memory(): StoreDescriptor {
  return { kind: 'memory' };
}

/**
 * The embedded store: one SQLite file, relative to where the site runs.
 * @example chatbox({ store: sqlite({ file: './data/chatbox.db' }) })
 */
export function sqlite({ file = './data/chatbox.db' }: { readonly file?: string } = {}): StoreDescriptor {
  return { kind: 'sqlite', file };
}

/**
 * EventStoreDB or KurrentDB. A descriptor ends up in the built site, so a connection string with a password belongs in
 * the environment, as CHATBOX_STORE.
 * @example chatbox({ store: eventstoredb() })
 * @example chatbox({ store: eventstoredb({ connectionString: 'esdb://localhost:2113?tls=false' }) })
 */
export function eventstoredb(options: { readonly connectionString?: string } = {}): StoreDescriptor {
  return { kind: 'eventstoredb', ...options };
}

/**
 * Reads a setting like `memory:`, `sqlite:./data/chatbox.db`, `esdb://…` or `esdb+discover://…`, or what `sqlite()` and
 * the like made. Throws STORE_SETTING_INVALID for what no store could be opened by, and shows nothing that may be secret.
 */
export function parseStore(setting: string | StoreDescriptor): StoreDescriptor {
  if (typeof setting !== 'string') {
    // Without one it waits for CHATBOX_STORE.
    if (setting.kind === 'eventstoredb' && setting.connectionString !== undefined) {
      parseConnectionString(setting.connectionString);
    }
    return setting;
  }
  const [, scheme = '', rest = ''] = /^([a-z][a-z+]*:)(.*)$/su.exec(setting) ?? [];
  if (scheme === 'memory:' && rest === '') return memory();
  if (scheme === 'sqlite:' && rest !== '') return sqlite({ file: rest });
  if (scheme === 'esdb:' || scheme === 'esdb+discover:') return parseStore(eventstoredb({ connectionString: setting }));
  throw invalid(`expected a store, received ${scheme === '' ? 'something without a scheme' : `"${scheme}…"`}.`);
}

/** Opens what `parseStore` reads, or rejects with STORE_CANNOT_OPEN. */
export async function storeFrom(setting: string): Promise<EventStore> {
  return await openStore(parseStore(setting));
}

/** Loads the adapter, and only that one, and opens the store. */
export async function openStore(descriptor: StoreDescriptor): Promise<EventStore> {
  switch (descriptor.kind) {
    case 'memory':
      return (await import('./memory.ts')).openMemory();
    case 'sqlite':
      return await (await import('./sqlite/index.ts')).openSqlite(descriptor.file);
    case 'eventstoredb':
      return await (await import('./eventstoredb/index.ts')).openEventStoreDb(addressOf(descriptor));
  }
}

/** Opens a log that is only read: one of SQLite also where this process may not write. */
export async function openForReading(descriptor: StoreDescriptor): Promise<LogReader> {
  if (descriptor.kind !== 'sqlite') return await openStore(descriptor);
  return await (await import('./sqlite/reading.ts')).openSqliteForReading(descriptor.file);
}

/** Who is here by the other processes on the same store: beside the log, and never a part of it. */
export async function openPresence(descriptor: StoreDescriptor, options: PresenceOptions = {}): Promise<PresenceStore> {
  switch (descriptor.kind) {
    case 'memory':
      return (await import('./alone.ts')).alone;
    case 'sqlite':
      return (await import('./sqlite/presence.ts')).openSqlitePresence(descriptor.file, options);
    case 'eventstoredb':
      return await (await import('./eventstoredb/index.ts')).openEventStoreDbPresence(addressOf(descriptor), options);
  }
}

function addressOf({ connectionString }: Extract<StoreDescriptor, { kind: 'eventstoredb' }>): string {
  if (connectionString === undefined) throw invalid('eventstoredb() has no connection string.');
  return connectionString;
}

const invalid = (why: string) =>
  settingInvalid(why, 'CHATBOX_STORE=sqlite:./data/chatbox.db, or esdb://user:password@host:2113 for EventStoreDB.');

import { type ChatEvent, chatCodec } from '../../events/chatbox/events.ts';
import { openMemory } from '../../events/stores/memory.ts';
import {
  chatEnabled,
  type Fact,
  groupRestricted,
  introduced,
  member,
  moderatorGroupSet,
  noon,
  posted,
  record,
  STREAM,
} from '../support/builders.ts';

export const ada = member('ada');
export const bob = member('bob');
export const eve = member('eve', { groups: ['chat'] });

/** A log that holds these facts. */
export async function logOf(...facts: readonly Fact[]) {
  const store = openMemory();
  const events = record(facts).map((event) => chatCodec.encode(event as ChatEvent & typeof event));
  await store.append(STREAM, 'no_stream', events);
  return store;
}

export const past = [
  chatEnabled(),
  introduced(ada),
  introduced(bob),
  introduced(eve),
  posted(ada, 'hello all', { at: noon(1) }),
  posted(ada, 'for bob alone', { to: [bob], at: noon(2) }),
  { ...moderatorGroupSet('board'), at: noon(3) },
  { ...groupRestricted('chat'), at: noon(4) },
];

export async function said(audit: (print: (line: string) => void) => Promise<void>): Promise<string> {
  const lines: string[] = [];
  await audit((line) => lines.push(line));
  return lines.join('\n');
}

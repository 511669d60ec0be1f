import { z } from 'zod';
import { groupIn } from '../../events/audit/describe.ts';
import { historyOfChat, historyOfMenu } from '../../events/audit/history.ts';
import { type AuditedMessage, type AuditedRoom, type Instant, roomAt } from '../../events/audit/room.ts';
import { foldLogin } from '../../events/chatbox/member.ts';
import { loginOf } from '../../events/chatbox/state.ts';
import { ChatboxError } from '../../events/core/errors.ts';
import type { EventStore } from '../../events/core/event-store.ts';
import { plainLine } from '../plain-line.ts';

export type Print = (line: string) => void;

interface AuditLog {
  readonly chat: string;
  /** A menu, whose log is told instead; the chatbox knows its owners by their logins. */
  readonly menu?: string | undefined;
  readonly from: bigint;
  readonly json: boolean;
}

/** `audit log`: the events with who, when and why. */
export async function auditLog(
  store: Pick<EventStore, 'read'>,
  { chat, menu, from, json }: AuditLog,
  print: Print,
): Promise<void> {
  let none = true;
  const history = menu === undefined ? historyOfChat(store, chat, from) : historyOfMenu(store, { menu, chat }, from);
  for await (const { revision, at, type, by, what, id, actor } of history) {
    none = false;
    print(
      json
        ? JSON.stringify({ revision: String(revision), at, type, by, what, id, actor })
        : plainLine(`${String(revision).padStart(7)}  ${at}  ${type.padEnd(22)}  ${by}${what && `  ${what}`}`),
    );
  }
  const which = menu === undefined ? `chatbox "${chat}"` : `menu "${menu}"`;
  if (none && !json) print(`The log of the ${which} holds nothing from revision ${from} on.`);
}

interface AuditAt {
  readonly chat: string;
  readonly instant: Instant;
  readonly as?: string | undefined;
  /** How many at most, the last ones. */
  readonly messages?: number | undefined;
}

/** `audit at`: the room as it was, and as one member could see it. */
export async function auditAt(
  store: Pick<EventStore, 'read'>,
  { chat, instant, as, messages }: AuditAt,
  print: Print,
): Promise<void> {
  const room = await roomAt(store, chat, instant, {
    login: as === undefined ? undefined : foldLogin(as),
    messages,
  });
  if (room.revision < 0n) return print(`The chatbox "${chat}" had no history yet.`);
  const { settings, members } = room.state;
  const group = (id: string) => groupIn(room.state, id);
  print(`Chatbox "${chat}" ${whenOf(room, instant)}`);
  print(
    plainLine(
      `${settings.enabled ? 'enabled' : 'disabled'}, ` +
        `${settings.group === undefined ? 'open to every member' : `reserved for the group ${group(settings.group)}`}, ` +
        `${settings.moderators === undefined ? 'not moderated' : `moderated by the group ${group(settings.moderators)}`}, ` +
        `members met: ${members.size}`,
    ),
  );
  if (room.as) {
    print(plainLine(`As seen by ${room.as.login} (groups: ${room.as.groups.map(group).join(', ') || 'none'})`));
    if (room.barred) {
      return print(
        `They could not enter: ${room.barred === 'disabled' ? 'the chat was disabled' : 'not in its group'}.`,
      );
    }
  }
  for (const { member, until, by, reason } of room.mutes) {
    const [muted, moderator] = [loginOf(room.state, member), loginOf(room.state, by)];
    print(plainLine(`${muted} is muted until ${until}, by ${moderator}: ${reason}`));
  }
  print('');
  if (room.older === 1) print('1 older message is not shown: --messages all shows it.');
  if (room.older > 1) print(`${room.older} older messages are not shown: --messages all shows them.`);
  for (const message of room.messages) print(plainLine(lineOf(message)));
  if (room.messages.length + room.older === 0) print('No message.');
}

/** What was asked for, and the last event that counts. */
function whenOf({ revision, at, isEnd }: AuditedRoom, instant: Instant): string {
  const last = `revision ${revision}, ${at}`;
  if ('time' in instant) return `at ${instant.time}: ${isEnd ? 'the log ends at' : 'after'} ${last}`;
  return isEnd && instant.revision > revision
    ? `at revision ${instant.revision}: the log ends at ${last}`
    : `at ${last}`;
}

function lineOf({ view, masked }: AuditedMessage): string {
  const to = view.to ? ` → ${view.to.map(({ login }) => login).join(', ')}` : '';
  const text = masked ? '(private text)' : view.text;
  const { removal } = view;
  const removed =
    removal &&
    `[removed by ${removal.byAuthor ? 'its author' : removal.by.login}${removal.reason ? `: ${removal.reason}` : ''}]`;
  const said = [text, removed].filter((part) => part !== undefined).join(' ');
  return `${String(view.revision).padStart(7)}  ${view.at}  ${view.author.login}${to}: ${said}`;
}

const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/;

/** `812` is a revision; a time is ISO 8601, in UTC where it names no offset. @throws `CLI_BAD_INSTANT` */
export function parseInstant(given: string): Instant {
  if (/^\d{1,15}$/.test(given)) return { revision: BigInt(given) };
  const [, day, clock = '00:00', offset = 'Z'] = TIME.exec(given) ?? [];
  const time = Date.parse(`${day}T${clock}${offset}`);
  // `Date.parse` takes the 30th of February.
  if (z.iso.date().safeParse(day).success && !Number.isNaN(time)) return { time: new Date(time).toISOString() };
  throw new ChatboxError(
    'CLI_BAD_INSTANT',
    `"${plainLine(given)}" is neither a revision nor a time.\nHint: audit at 812, audit at 2026-10-12T14:03 (UTC), or audit at 2026-10-12T14:03+02:00.`,
  );
}

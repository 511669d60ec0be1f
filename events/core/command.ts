import type { Actor, EventMeta } from './event.ts';

/** What every command brings: time and ids come in from outside, and the ids of its events follow from them. */
export interface CommandMeta {
  /** ISO 8601 UTC, by the clock of this process. */
  readonly now: string;
  /** A UUID of the command, the `$causationId` of its events; a post that is sent again brings the same. */
  readonly id: string;
  /** A UUID of this asking alone, the `$correlationId` of its events. */
  readonly correlation: string;
}

/** What all events of one command carry. Their time never runs back. @param lastAt that of the last event of the log */
export const metaOf = ({ now, id, correlation }: CommandMeta, actor: Actor, lastAt: string): EventMeta => ({
  at: now > lastAt ? now : lastAt,
  actor,
  $correlationId: correlation,
  $causationId: id,
});

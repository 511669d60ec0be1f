/** What every command brings: time and ids come in from outside, and the ids of its events follow from them. */
export interface CommandMeta {
  /** ISO 8601 UTC, by the clock of this process. */
  readonly now: string;
  /** A UUID of the command, the `$causationId` of its events; a post that is sent again brings the same. */
  readonly id: string;
  /** A UUID of this asking alone, the `$correlationId` of its events. */
  readonly correlation: string;
}

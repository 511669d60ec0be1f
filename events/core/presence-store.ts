/**
 * Who is here by the word of the other processes that share the log. It is of the moment, never a part of the history:
 * nothing is promised but that each process learns of the others within a few seconds, and that one which died is
 * forgotten within its lease.
 */
export interface PresenceStore {
  /** All members by id who are at this place (a chatbox) by this process: replaces what it told before. */
  tell(place: string, members: readonly string[]): void;
  /** Those whom other processes told of, each once. */
  others(place: string): readonly string[];
  /** Called when `others` may have changed. Answers what ends that. */
  onChange(listener: () => void): () => void;
  /** This process's own members are forgotten within its lease, as if it had died. */
  close(): Promise<void>;
}

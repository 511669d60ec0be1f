/** Members by place. */
export type Places = Readonly<Record<string, readonly string[]>>;

/** What a process said last. */
export interface Note {
  readonly process: string;
  readonly places: Places;
  /** When it was written, in ms by a clock that all notes of the board share. */
  readonly at: number;
}

/** Where the processes of one log leave each other notes, one of each. */
export interface NoticeBoard {
  write(process: string, places: Places): Promise<void>;
  /** The notes of processes that may be alive; `undefined` where surely nothing was written since the last look. */
  read(): Promise<readonly Note[] | undefined>;
  /** What is under way rejects soon; the notes stay. */
  close(): Promise<void>;
}

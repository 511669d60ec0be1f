import { StoreUnavailable } from './errors.ts';

/** What became of a command. `again`: it was done before, and nothing was written now. */
export interface Outcome {
  readonly revision: bigint;
  readonly again: boolean;
}

/** A command that waits for its outcome. */
export interface Waiting<Command> {
  readonly command: Command;
  settle(outcome: Outcome): void;
  refuse(error: unknown): void;
  /** Its caller was answered already. */
  readonly gone: boolean;
}

/** Commands in the order they came, bounded in number and in time: whoever waits too long is told so. */
export class CommandQueue<Command> {
  #waiting: Waiting<Command>[] = [];
  readonly #limit: number;
  readonly #patience: number;

  /** @param patience ms after which a caller is told that the store does not answer. */
  constructor(limit = 10_000, patience = 5_000) {
    this.#limit = limit;
    this.#patience = patience;
  }

  get size(): number {
    return this.#waiting.length;
  }

  push(command: Command): Promise<Outcome> {
    if (this.#waiting.length >= this.#limit)
      return Promise.reject(new StoreUnavailable('too many commands wait for it.'));
    return new Promise((resolve, reject) => {
      let gone = false;
      const once =
        <T>(answer: (value: T) => void) =>
        (value: T) => {
          gone = true;
          clearTimeout(timer);
          answer(value);
        };
      const refuse = once(reject);
      const timer = setTimeout(() => refuse(new StoreUnavailable('no answer in time.')), this.#patience);
      this.#waiting.push({
        command,
        settle: once(resolve),
        refuse,
        get gone() {
          return gone;
        },
      });
    });
  }

  /** The next one that somebody still waits for. */
  shift(): Waiting<Command> | undefined {
    let next = this.#waiting.shift();
    while (next?.gone) next = this.#waiting.shift();
    return next;
  }

  /** Back to the front, in their order. */
  unshift(commands: readonly Waiting<Command>[]): void {
    this.#waiting = [...commands, ...this.#waiting];
  }

  refuseAll(error: unknown): void {
    for (const one of this.#waiting.splice(0)) one.refuse(error);
  }
}

import { StoreUnavailable } from './errors.ts';

/** What became of a command. `again`: it was done before, and nothing was written now. */
export interface Outcome {
  readonly revision: bigint;
  readonly again: boolean;
}

type Answers = Pick<PromiseWithResolvers<Outcome>, 'resolve' | 'reject'>;

/** A command that waits for its outcome. */
export class Waiting<Command> {
  readonly command: Command;
  /** As `performance.now()` told it. */
  readonly since = performance.now();
  readonly #answers: Answers;
  readonly #unanswered: Set<Waiting<Command>>;

  constructor(command: Command, answers: Answers, unanswered: Set<Waiting<Command>>) {
    this.command = command;
    this.#answers = answers;
    this.#unanswered = unanswered;
    unanswered.add(this);
  }

  /** Its caller was answered already. */
  get gone(): boolean {
    return !this.#unanswered.has(this);
  }

  settle(outcome: Outcome): void {
    this.#unanswered.delete(this);
    this.#answers.resolve(outcome);
  }

  refuse(error: unknown): void {
    this.#unanswered.delete(this);
    this.#answers.reject(error);
  }
}

/** Commands in the order they came, bounded in number and in time: whoever waits too long is told so. */
export class CommandQueue<Command> {
  #waiting: Waiting<Command>[] = [];
  /** Oldest first: what is in the queue, and what was taken out of it to be decided. */
  readonly #unanswered = new Set<Waiting<Command>>();
  /** One timer for all: thousands of them a second would cost more than deciding does. */
  #watch: NodeJS.Timeout | undefined;
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
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    this.#waiting.push(new Waiting(command, { resolve, reject }, this.#unanswered));
    if (this.#watch === undefined) this.#lookIn(this.#patience);
    return promise;
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

  #lookIn(ms: number): void {
    this.#watch = setTimeout(() => this.#look(), Math.ceil(ms)).unref();
  }

  #look(): void {
    this.#watch = undefined;
    for (const one of this.#unanswered) {
      const left = one.since + this.#patience - performance.now();
      if (left > 0) {
        this.#lookIn(left);
        return;
      }
      one.refuse(new StoreUnavailable('no answer in time.'));
    }
  }
}

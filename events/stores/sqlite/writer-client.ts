import { Worker } from 'node:worker_threads';
import { messageOf, OutcomeUnknown, StoreUnavailable } from '../../core/errors.ts';
import { cannotOpen } from '../cannot-open.ts';
import { type Answer, type FromWriter, ROLE, type Task, type ToWriter, type WriterData } from './protocol.ts';

export interface WriterOptions {
  /** The store's name, for errors. */
  readonly name: string;
  readonly path: string;
  readonly lockedMs: number;
}

type Settled = Extract<Answer, { kind: 'appended' | 'saved' | 'conflict' }>;
/** `Omit` for each member of a union. */
type Unnumbered<T> = T extends unknown ? Omit<T, 'task'> : never;

/** The writer's Worker, seen from here. One that dies is replaced at the next task. */
export class WriterClient {
  readonly #options: WriterOptions;
  readonly #waiting = new Map<number, (answer: Answer | 'died') => void>();
  #worker: Promise<Worker> | undefined;
  #tasks = 0;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** Starts the Worker, which opens the file: rejects with STORE_CANNOT_OPEN. */
  async open(): Promise<void> {
    await this.#running();
  }

  /** Answers once the disk has it. Rejects with `StoreUnavailable` or `OutcomeUnknown`. */
  async do(task: Unnumbered<Task>): Promise<Settled> {
    const worker = await this.#running().catch((cause: unknown) => {
      throw new StoreUnavailable(`its writer does not start. ${messageOf(cause)}`, { cause });
    });
    const answer = await new Promise<Answer | 'died'>((resolve) => {
      this.#tasks += 1;
      this.#waiting.set(this.#tasks, resolve);
      // An idle Worker lets the process end; one at work does not.
      worker.ref();
      send(worker, { ...task, task: this.#tasks });
    });
    if (answer === 'died') throw new OutcomeUnknown('its writer ended while it was at work.');
    if (answer.kind === 'unknown') throw new OutcomeUnknown(answer.why);
    if (answer.kind === 'unavailable') throw new StoreUnavailable(answer.why);
    return answer;
  }

  /** Waits for the tasks under way. */
  async close(): Promise<void> {
    const worker = await this.#worker?.catch(() => undefined);
    if (worker === undefined) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.ref();
    send(worker, { kind: 'close' });
    await ended;
  }

  #running(): Promise<Worker> {
    this.#worker ??= this.#start();
    return this.#worker;
  }

  async #start(): Promise<Worker> {
    const { name, ...options } = this.#options;
    const workerData: WriterData = { role: ROLE, ...options };
    const worker = new Worker(new URL((await import('./writer.ts')).url), { name: ROLE, workerData });
    return await new Promise((resolve, reject) => {
      let failure: unknown;
      worker.on('message', (message: FromWriter) => {
        if (message.kind === 'answers') this.#settle(worker, message.answers);
        else if (message.kind === 'refused') failure = cannotOpen(name, message.reason, message.why, message.hint);
        else {
          worker.unref();
          resolve(worker);
        }
      });
      worker.on('error', (error) => {
        failure = cannotOpen(name, 'failed', `its writer failed (${messageOf(error)}).`, 'report it.', error);
        process.emitWarning(error instanceof Error ? error : String(error));
      });
      worker.on('exit', () => {
        // Only now: messages that it sent before it ended have been heard.
        this.#worker = undefined;
        for (const died of this.#waiting.values()) died('died');
        this.#waiting.clear();
        reject(failure ?? cannotOpen(name, 'failed', 'its writer ended at once.', 'start again.'));
      });
    });
  }

  #settle(worker: Worker, answers: readonly Answer[]): void {
    for (const answer of answers) {
      this.#waiting.get(answer.task)?.(answer);
      this.#waiting.delete(answer.task);
    }
    if (this.#waiting.size === 0) worker.unref();
  }
}

function send(worker: Worker, message: ToWriter): void {
  worker.postMessage(message, message.kind === 'snapshot' ? [message.state.buffer] : []);
}

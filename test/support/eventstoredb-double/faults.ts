import { grpc } from './protocol.ts';

export type Operation = 'append' | 'read' | 'subscribe' | 'gossip';

/**
 * A status; or: `lose-reply` does it and never answers, `hang` neither does it nor answers, `end` ends with OK at once,
 * `cut` breaks the connection instead of doing it, `cut-after` does it and breaks the connection before it answers;
 * `deny` does it and answers that another writer was first, as after an earlier try that the server had forgotten.
 */
export type Fault =
  | { readonly status: number; readonly details?: string; readonly metadata?: Readonly<Record<string, string>> }
  | 'lose-reply'
  | 'hang'
  | 'end'
  | 'cut'
  | 'cut-after'
  | 'deny';

/** What goes wrong next, operation by operation. */
export class Faults {
  readonly #next = new Map<Operation, Fault[]>();
  readonly #standing = new Map<Operation, Fault>();

  /** For the next calls, one each. */
  inject(operation: Operation, ...faults: readonly Fault[]): void {
    this.#next.set(operation, [...(this.#next.get(operation) ?? []), ...faults]);
  }

  /** For every call, until `heal`. */
  always(operation: Operation, fault: Fault): void {
    this.#standing.set(operation, fault);
  }

  heal(): void {
    this.#next.clear();
    this.#standing.clear();
  }

  take(operation: Operation): Fault | undefined {
    return this.#next.get(operation)?.shift() ?? this.#standing.get(operation);
  }

  /** How many of the injected ones have not happened yet. */
  get left(): number {
    return [...this.#next.values()].reduce((sum, faults) => sum + faults.length, 0);
  }
}

/** An error as gRPC's server sends it; EventStoreDB names its own in the trailer `exception`. */
export function failure(code: number, details: string, trailers: Readonly<Record<string, string>> = {}) {
  const metadata = new grpc.Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export const notLeader = (port: number): Fault => ({
  status: 5,
  details: 'Leader info available',
  metadata: { exception: 'not-leader', 'leader-endpoint-host': '127.0.0.1', 'leader-endpoint-port': String(port) },
});

import { append } from './append.ts';
import { gossiping, supporting } from './cluster.ts';
import { type Fault, Faults, failure, type Operation } from './faults.ts';
import { Link } from './link.ts';
import { DoubleLog } from './log.ts';
import type { Node } from './node.ts';
import { grpc, type Metadata, type Server, services } from './protocol.ts';
import { read } from './read.ts';

export { notLeader } from './faults.ts';
export { Link } from './link.ts';
export { DoubleLog, foreign } from './log.ts';

/**
 * An EventStoreDB in this process: the real protocol, so that the client runs unmodified, over a log in memory. It
 * implements what the adapter may use (unary append, reads, subscriptions to a stream, gossip) and fails as asked.
 */
export class EventStoreDbDouble implements Node {
  readonly log: DoubleLog;
  readonly faults = new Faults();
  readonly subscriptions: Node['subscriptions'] = new Set();
  /** Every call: `append chatbox-main`. */
  readonly calls: string[] = [];
  /** Calls that came with a password. */
  authorized = 0;
  saysCaughtUp = true;
  served = 0;
  members: Node['members'];
  #link: Link | undefined;
  #server: Server | undefined;
  #port = 0;

  private constructor(log: DoubleLog) {
    this.log = log;
    this.members = () => [{ port: this.link.port, leader: true }];
  }

  static async start(log = new DoubleLog()): Promise<EventStoreDbDouble> {
    const double = new EventStoreDbDouble(log);
    await double.#serve();
    double.#link = await Link.open(() => double.#port);
    return double;
  }

  get link(): Link {
    if (this.#link === undefined) throw new Error('The double is not started.');
    return this.#link;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.link.port}?tls=false`;
  }

  fault(operation: Operation, stream: string, metadata: Metadata): Fault | undefined {
    this.calls.push(`${operation} ${stream}`.trim());
    if (metadata.get('authorization').length > 0) this.authorized += 1;
    return this.faults.take(operation);
  }

  /** Ends every subscription with OK. */
  endSubscriptions(): void {
    for (const subscription of this.subscriptions) subscription.end();
  }

  /** Ends every subscription as a server does whose reader does not keep up. */
  dropSubscriptions(): void {
    for (const subscription of this.subscriptions) subscription.drop();
  }

  /** Forgets every subscription without telling anybody. */
  muteSubscriptions(): void {
    for (const subscription of this.subscriptions) subscription.mute();
  }

  /** A crash, and the same log again. */
  async restart(): Promise<void> {
    this.#server?.forceShutdown();
    await this.#serve();
  }

  async stop(): Promise<void> {
    this.#server?.forceShutdown();
    await this.link.remove();
  }

  async #serve(): Promise<void> {
    // As the real one: the call after the hundredth of a connection waits without a word.
    const server = new grpc.Server({
      'grpc.max_concurrent_streams': 100,
      'grpc.max_receive_message_length': 17 * 1024 * 1024,
    });
    const unused = (_: unknown, reply: (error: Error) => void) => reply(failure(12, 'The double does not do this.'));
    server.addService(services.streams, { append: append(this), read: read(this), delete: unused, tombstone: unused });
    server.addService(services.gossip, { read: gossiping(this) });
    server.addService(services.features, { getSupportedMethods: supporting });
    this.#port = await new Promise((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      );
    });
    this.#server = server;
  }
}

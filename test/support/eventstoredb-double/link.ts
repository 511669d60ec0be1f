import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A wire between the client and a server, which can be cut, frozen or taken away. A real server may stand behind it. */
export class Link {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #port = 0;
  #frozen = false;

  private constructor(target: () => number) {
    this.#server = createServer((near) => {
      const far = connect(target(), '127.0.0.1');
      for (const [socket, other] of [[near, far] as const, [far, near] as const]) {
        this.#sockets.add(socket);
        socket.setNoDelay(true);
        socket.on('error', () => {});
        socket.on('close', () => {
          this.#sockets.delete(socket);
          other.destroy();
        });
      }
      near.pipe(far).pipe(near);
      if (this.#frozen) near.pause();
    });
  }

  static async open(target: () => number): Promise<Link> {
    const link = new Link(target);
    await link.restore();
    return link;
  }

  get port(): number {
    return this.#port;
  }

  /** Breaks the connections of now: the other side sees a reset. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** Nothing passes, and nobody is told: a black hole. */
  freeze(): void {
    this.#frozen = true;
    for (const socket of this.#sockets) socket.unpipe().pause();
  }

  /** Refuses connections, as a machine does whose server is not running. */
  async remove(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.cut();
    await closed;
  }

  /** Listens, at the same port as before. */
  async restore(): Promise<void> {
    this.#frozen = false;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }
}

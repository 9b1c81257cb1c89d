import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** A TCP proxy that behaves like a bad network: it cuts connections after any byte, delays, stalls, or is away. */
export class CuttingProxy {
  readonly #server: Server;
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  readonly #webSockets = new WeakSet<Socket>();
  readonly #stranded = new WeakSet<Socket>();
  #bytesLeft = Infinity;
  #delay = () => 0;
  #isAway = false;
  #stall: { promise: Promise<void>; end: () => void } | null = null;

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((client) => this.#accept(client));
  }

  static async start(target: string): Promise<CuttingProxy> {
    const proxy = new CuttingProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** After so many more bytes, of all connections together, every connection is cut. */
  cutAfter(bytes: number): void {
    this.#bytesLeft = bytes;
  }

  delayEach(milliseconds: () => number): void {
    this.#delay = milliseconds;
  }

  /** Ends every connection with RST. What was on its way is lost. */
  reset(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /**
   * As after a sleep: the WebSockets that are open now carry nothing any more, and neither side hears of it. All other
   * connections end.
   */
  strand(): void {
    for (const socket of this.#sockets) {
      if (this.#webSockets.has(socket)) this.#stranded.add(socket);
      else socket.destroy();
    }
  }

  /** Connections stay open, but nothing passes until `comeBack`. */
  stall(): void {
    if (this.#stall) return;
    let end = () => {};
    const promise = new Promise<void>((resolve) => (end = resolve));
    this.#stall = { promise, end };
  }

  goAway(): void {
    this.#isAway = true;
    this.#cutAll();
  }

  comeBack(): void {
    this.#isAway = false;
    this.#bytesLeft = Infinity;
    this.#delay = () => 0;
    this.#stall?.end();
    this.#stall = null;
  }

  async stop(): Promise<void> {
    this.comeBack();
    this.goAway();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(client: Socket): void {
    if (this.#isAway) return void client.destroy();
    const server = connect(Number(this.#target.port), this.#target.hostname);
    this.#pipe(client, server);
    this.#pipe(server, client);
  }

  #pipe(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    let order = Promise.resolve();
    from.on('data', (data: Buffer) => {
      if (data.includes('Upgrade: websocket')) this.#webSockets.add(from).add(to);
      order = order.then(() => this.#pass(data, to));
    });
    from.on('error', () => {});
    from.on('close', () => {
      this.#sockets.delete(from);
      void order.then(() => to.destroy());
    });
  }

  async #pass(data: Buffer, to: Socket): Promise<void> {
    const delay = this.#delay();
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    await this.#stall?.promise;
    if (this.#stranded.has(to)) return;
    to.write(data.subarray(0, Math.min(data.length, this.#bytesLeft)));
    this.#bytesLeft -= data.length;
    if (this.#bytesLeft <= 0) this.#cutAll();
  }

  /** The next connections live until the next cut that is asked for. */
  #cutAll(): void {
    this.#bytesLeft = Infinity;
    // What was written before the cut arrives; nothing after it does.
    for (const socket of this.#sockets) socket.end(() => socket.destroy());
  }
}

import type { Api } from '../../../src/api.js';
import type { Client } from '../../../src/client.js';
import type { Message } from '../../../src/events.js';
import { MemoryStorage } from '../../../src/outbox-storage.js';
import { CuttingProxy } from '../cutting-proxy.js';
import { serverUrl } from '../host.js';
import { apiOf } from '../same-as-fresh.js';
import { eventually } from '../settle.js';
import { clientOf, newUser, type TestUser } from '../users.js';

/** A device of a user: a client behind a bad network. */
export class Actor {
  readonly user: TestUser;
  readonly proxy: CuttingProxy;
  /** REST without the bad network. */
  readonly api: Api;
  /** The `client_message_id`s that were put into the outbox, by room, in order. */
  readonly sent = new Map<number, string[]>();

  client!: Client;
  readonly #open = new Map<number, () => void>();
  readonly #storage = new MemoryStorage();

  private constructor(user: TestUser, proxy: CuttingProxy) {
    this.user = user;
    this.proxy = proxy;
    this.api = apiOf(user);
  }

  static async enter(user?: TestUser): Promise<Actor> {
    const actor = new Actor(user ?? (await newUser()), await CuttingProxy.start(serverUrl!));
    await actor.#start();
    return actor;
  }

  /** The rooms that are open, whether the user is in them or not. */
  get openRooms(): number[] {
    return [...this.#open.keys()];
  }

  open(roomId: number): void {
    if (!this.#open.has(roomId)) this.#open.set(roomId, this.client.open(roomId));
  }

  close(roomId: number): void {
    this.#open.get(roomId)?.();
    this.#open.delete(roomId);
  }

  send(roomId: number, content: string): void {
    const { client_message_id } = this.client.send(roomId, content);
    this.sent.set(roomId, [...(this.sent.get(roomId) ?? []), client_message_id]);
  }

  /** Own messages among the newest that the client shows. */
  deletable(): Message[] {
    const { client } = this;
    const shown = this.openRooms.flatMap((id) => client.timeline(id).getSnapshot().messages.slice(-4));
    const last = client.rooms.getSnapshot().flatMap(({ last_message }) => last_message ?? []);
    return [...shown, ...last].filter((message) => message.sender_id === this.user.id && !message.deleted_at);
  }

  /** As a reload of the page. */
  async restart(): Promise<void> {
    const rooms = this.openRooms;
    this.client.stop();
    this.#open.clear();
    await this.#start();
    for (const roomId of rooms) this.open(roomId);
  }

  /** Nothing is on its way. What the server refused for good stays in the outbox. */
  async atRest(): Promise<void> {
    await eventually(() => this.client.connection.state === 'connected', 'the client is connected');
    const pending = () => [...this.client.outbox.getSnapshot().values()].flat();
    const left = () => pending().filter(({ state }) => state !== 'failed');
    const what = () => `the outbox of user ${this.user.id} is empty: ${JSON.stringify(left())}`;
    await eventually(() => left().length === 0, what);
  }

  async exit(): Promise<void> {
    this.client.stop();
    await this.proxy.stop();
  }

  async #start(): Promise<void> {
    this.client = await clientOf(this.user, this.proxy.url, this.#storage);
  }
}

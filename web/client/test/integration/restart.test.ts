import { afterEach, describe, expect, test } from 'vitest';
import type { Client } from '../../src/client.js';
import { canKill, killHost, NOT_KILLABLE } from '../support/host.js';
import { expectSameAsFresh } from '../support/same-as-fresh.js';
import { eventually } from '../support/settle.js';
import { clientOf, connected, newUser, stopClients } from '../support/users.js';

describe.skipIf(!canKill)(`A host that is killed${canKill ? '' : ` (${NOT_KILLABLE})`}`, () => {
  afterEach(stopClients);

  test('Users who chat meanwhile see what a fresh client sees, and each message once and in order', async () => {
    const users = await Promise.all([newUser(), newUser(), newUser()]);
    const clients = await Promise.all(users.map(async (user) => connected(await clientOf(user))));
    const participant_ids = users.map(({ id }) => id);
    const { id } = await clients[0]!.createRoom({ is_group: true, name: 'Engine room', participant_ids });
    for (const client of clients) client.open(id);

    const chat = new Chat(clients, id);
    await chat.advance();
    await killHost();
    await chat.advance();
    chat.end();

    for (const [index, client] of clients.entries()) {
      await eventually(() => client.outbox.getSnapshot().size === 0, 'the outbox is empty');
      await expectSameAsFresh(client, users[index]!, [id]);
      const own = chat.shown.filter(({ sender_id }) => sender_id === client.userId);
      expect(own.map(({ content }) => content)).toEqual(chat.sent[index]);
    }
  });
});

/** Each client sends a message every 100 ms. */
class Chat {
  readonly sent: string[][];
  readonly #clients: Client[];
  readonly #roomId: number;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(clients: Client[], roomId: number) {
    this.sent = clients.map(() => []);
    this.#clients = clients;
    this.#roomId = roomId;
    this.#timer = setInterval(() => this.#sendOnce(), 100);
  }

  get shown() {
    return this.#clients[0]!.timeline(this.#roomId).getSnapshot().messages;
  }

  /** Waits until 30 more messages are shown. */
  async advance(): Promise<void> {
    const before = this.shown.length;
    await eventually(() => this.shown.length > before + 30, 'they chat');
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #sendOnce(): void {
    for (const [index, client] of this.#clients.entries()) {
      this.sent[index]!.push(client.send(this.#roomId, `${index}: ${this.sent[index]!.length}`).content);
    }
  }
}

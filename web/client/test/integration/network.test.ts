import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Client } from '../../src/client.js';
import { MemoryStorage } from '../../src/outbox-storage.js';
import { CuttingProxy } from '../support/cutting-proxy.js';
import { serverUrl, SKIPPED } from '../support/host.js';
import { eventually } from '../support/settle.js';
import { clientOf, connected, newUser, stopClients, type TestUser } from '../support/users.js';

describe.skipIf(!serverUrl)(`Two users and a bad network${serverUrl ? '' : ` (${SKIPPED})`}`, () => {
  let ada: TestUser;
  let grace: TestUser;
  let proxy: CuttingProxy;

  beforeEach(async () => {
    [ada, grace] = await Promise.all([newUser(), newUser()]);
    proxy = await CuttingProxy.start(serverUrl!);
  });

  afterEach(async () => {
    stopClients();
    await proxy.stop();
  });

  /** Ada is connected directly; Grace through the proxy. Both have the room open. */
  async function inOneRoom() {
    const [one, two] = await Promise.all([clientOf(ada), clientOf(grace, proxy.url)]);
    await Promise.all([connected(one), connected(two)]);
    const { id } = await one.createRoom({ is_group: true, name: 'Engine room', participant_ids: [grace.id] });
    await eventually(() => two.rooms.get(id), 'the other user sees the room');
    one.open(id);
    two.open(id);
    return { one, two, id };
  }

  test('Messages arrive in the order in which they were sent', async () => {
    const { one, two, id } = await inOneRoom();
    const sent = sendMany(one, id, 'ada', 20);
    await bothShow([one, two], id, 20);
    expect(contents(two, id)).toEqual(sent);
    await eventually(() => one.outbox.pending(id).length === 0, 'nothing is pending');
    await eventually(() => two.rooms.get(id)?.unread_count === 20, 'the badge counts');
    two.markRead(id, 20);
    await eventually(() => two.rooms.get(id)?.unread_count === 0, 'the badge is gone');
    const last = one.timeline(id).getSnapshot().messages.at(-1)!;
    await eventually(() => one.readPositions.isReadByAll(last, one.rooms.get(id)!), 'the sender sees the receipt');
  });

  test('A user who types is shown, and not after the message', async () => {
    const { one, two, id } = await inOneRoom();
    await eventually(() => one.timeline(id).getSnapshot().status === 'loaded', 'the room is loaded');
    await eventually(async () => {
      two.typing.announceEnd(id);
      two.typing.announce(id);
      return one.typing.users(id).some((user) => user.id === grace.id);
    }, 'typing is shown');
    two.send(id, 'Done typing');
    await eventually(() => one.typing.users(id).length === 0, 'typing is no longer shown');
  });

  test('What both write while one is offline is there when it is back, once and in order', async () => {
    const { one, two, id } = await inOneRoom();
    proxy.goAway();
    await eventually(() => two.connection.state === 'waiting', 'the connection is lost');
    const fromOne = sendMany(one, id, 'ada', 10);
    const fromTwo = sendMany(two, id, 'grace', 10);
    await eventually(() => contents(one, id).length === 10, 'the first user sees their own');
    expect(two.outbox.pending(id)).toHaveLength(10);
    proxy.comeBack();
    await bothShow([one, two], id, 20);
    expect(contents(two, id)).toEqual([...fromOne, ...fromTwo]);
    expect(contents(one, id)).toEqual(contents(two, id));
    expect(two.outbox.pending(id)).toEqual([]);
  });

  test('Connections that are cut at any byte and delayed lose nothing and double nothing', async () => {
    const { one, two, id } = await inOneRoom();
    proxy.delayEach(() => Math.random() * 20);
    const cutting = setInterval(() => proxy.cutAfter(Math.floor(Math.random() * 4000)), 300);
    const fromOne: string[] = [];
    const fromTwo: string[] = [];
    for (let round = 0; round < 15; round++) {
      fromOne.push(...sendMany(one, id, `ada ${round}`, 3));
      fromTwo.push(...sendMany(two, id, `grace ${round}`, 3));
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    clearInterval(cutting);
    proxy.comeBack();
    await bothShow([one, two], id, 90);
    expect(contents(one, id).filter((content) => content.startsWith('ada'))).toEqual(fromOne);
    expect(contents(one, id).filter((content) => content.startsWith('grace'))).toEqual(fromTwo);
    expect(contents(two, id)).toEqual(contents(one, id));
  });

  test('A process that ends while it is offline leaves its messages to the next one', async () => {
    const { one, id } = await inOneRoom();
    const storage = new MemoryStorage();
    proxy.goAway();
    const before = await clientOf(grace, proxy.url, storage);
    const sent = sendMany(before, id, 'grace', 5);
    await eventually(async () => (await storage.all()).length === 5, 'the messages are stored');
    before.stop();

    proxy.comeBack();
    await clientOf(grace, proxy.url, storage);
    await bothShow([one], id, 5);
    expect(contents(one, id)).toEqual(sent);
  });

  test('Rooms that were created, renamed, left and deleted while a user was offline', async () => {
    const one = await connected(await clientOf(ada));
    const group = (name: string) => one.createRoom({ is_group: true, name, participant_ids: [grace.id] });
    const [renamed, deleted, removed, rejoined] = await Promise.all(['a', 'b', 'c', 'd'].map(group));
    const two = await connected(await clientOf(grace, proxy.url));
    await eventually(() => two.rooms.getSnapshot().length === 4, 'four rooms');
    one.send(rejoined!.id, 'before');
    two.open(rejoined!.id);
    await bothShow([two], rejoined!.id, 1);

    proxy.goAway();
    await eventually(() => two.connection.state === 'waiting', 'the connection is lost');
    const created = await group('e');
    await one.renameRoom(renamed!.id, 'A');
    await one.deleteRoom(deleted!.id);
    await one.removeParticipant(removed!.id, grace.id);
    await one.removeParticipant(rejoined!.id, grace.id);
    await one.api.sendMessage({ chatroom_id: rejoined!.id, content: 'away', client_message_id: crypto.randomUUID() });
    await one.addParticipants(rejoined!.id, [grace.id]);
    proxy.comeBack();

    await connected(two);
    expect(names(two)).toEqual(['A', 'd', 'e']);
    expect(two.rooms.get(created.id)?.participant_count).toBe(2);
    await bothShow([two], rejoined!.id, 2);
    expect(contents(two, rejoined!.id)).toEqual(['before', 'away']);
    await eventually(() => names(one).join() === 'A,c,d,e', 'the first user sees the same');
  });

  test('Messages that were deleted while a user was offline lose their content', async () => {
    const { one, two, id } = await inOneRoom();
    sendMany(one, id, 'ada', 3);
    await bothShow([one, two], id, 3);
    proxy.goAway();
    await eventually(() => two.connection.state === 'waiting', 'the connection is lost');
    await one.deleteMessage(one.timeline(id).getSnapshot().messages[1]!);
    await one.deleteMessage(one.timeline(id).getSnapshot().messages[2]!);
    proxy.comeBack();
    await connected(two);
    await eventually(() => contents(two, id).join() === 'ada 0,,', 'the contents are gone');
    expect(two.rooms.get(id)?.last_message).toMatchObject({ seq: 3, content: null });
  });

  test('The room list shows the last message of rooms that are not open', async () => {
    const { one, two, id } = await inOneRoom();
    const other = await one.createRoom({ is_group: true, name: 'Boiler room', participant_ids: [grace.id] });
    one.send(other.id, 'Steam!');
    await eventually(() => two.rooms.get(other.id)?.last_message?.content === 'Steam!', 'the last message is shown');
    one.send(id, 'One more');
    await eventually(() => two.rooms.getSnapshot()[0]?.id === id, 'the room with the newest message is first');
    expect(two.rooms.get(other.id)?.unread_count).toBe(1);
  });
});

function sendMany(client: Client, roomId: number, prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => client.send(roomId, `${prefix} ${index}`).content);
}

function contents(client: Client, roomId: number): string[] {
  return client
    .timeline(roomId)
    .getSnapshot()
    .messages.map(({ content }) => content ?? '');
}

function names(client: Client): string[] {
  return client.rooms
    .getSnapshot()
    .map(({ name }) => name!)
    .sort();
}

async function bothShow(clients: Client[], roomId: number, count: number): Promise<void> {
  for (const client of clients) {
    await eventually(() => contents(client, roomId).length >= count, `${count} messages in the timeline`);
  }
}

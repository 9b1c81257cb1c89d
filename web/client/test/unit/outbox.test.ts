import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { NewMessage } from '../../src/api.js';
import { ApiError, NetworkError } from '../../src/errors.js';
import type { Message } from '../../src/events.js';
import { openOutboxStorage } from '../../src/indexed-db.js';
import { Outbox } from '../../src/outbox.js';
import { MemoryStorage, type OutboxStorage } from '../../src/outbox-storage.js';
import { Waker } from '../../src/waker.js';
import { message, ROOM } from '../support/data.js';
import { eventually } from '../support/settle.js';

const opened: Outbox[] = [];
let users = 100;

// A wait of jitter could be too short for a test to see the failure before it.
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0.9));
afterEach(() => opened.splice(0).forEach((outbox) => outbox.stop()));

/** An outbox whose server stores each client_message_id once, and a timeline that shows what is sent. */
function open(storage: OutboxStorage = new MemoryStorage(), userId = users++) {
  const stored: NewMessage[] = [];
  const post = vi.fn(async (sent: NewMessage): Promise<Message> => {
    if (!stored.some(({ client_message_id }) => client_message_id === sent.client_message_id)) stored.push(sent);
    return message(stored.length, sent);
  });
  const waker = new Waker();
  const onSent = vi.fn((sent: Message) => outbox.settle(sent));
  const outbox: Outbox = new Outbox({ userId, storage, post, onSent, waker });
  opened.push(outbox);
  return { outbox, post, onSent, stored, waker, storage, userId };
}

const refusal = (status: number) => new ApiError({ code: 'refused', status, title: 'Refused' });
const contents = (stored: readonly { content: string }[]) => stored.map(({ content }) => content);
const empty = (outbox: Outbox) => eventually(() => outbox.getSnapshot().size === 0, 'the outbox is empty');

test('Messages of a room are sent in order, one at a time', async () => {
  const { outbox, post, stored } = open();
  let parallel = 0;
  const store = post.getMockImplementation()!;
  post.mockImplementation(async (sent) => {
    expect(++parallel).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
    parallel--;
    return store(sent);
  });
  for (const content of ['one', 'two', 'three', 'four']) outbox.add(ROOM, content);
  expect(contents(outbox.pending(ROOM))).toEqual(['one', 'two', 'three', 'four']);
  await empty(outbox);
  expect(contents(stored)).toEqual(['one', 'two', 'three', 'four']);
});

test('A room whose message is on its way does not hold up other rooms', async () => {
  const { outbox, post, stored } = open();
  post.mockImplementationOnce(() => new Promise(() => {}));
  outbox.add(ROOM, 'slow');
  outbox.add(8, 'fast');
  await eventually(() => stored.length === 1, 'the other room sent');
  expect(contents(outbox.pending(ROOM))).toEqual(['slow']);
});

test('A lost answer leads to a repetition with the same id, and the server stores one message', async () => {
  const { outbox, post, stored, waker } = open();
  const store = post.getMockImplementation()!;
  post.mockImplementationOnce(async (sent) => {
    await store(sent);
    throw new NetworkError('lost');
  });
  outbox.add(ROOM, 'one');
  await eventually(() => outbox.pending(ROOM)[0]?.error, 'the first try failed');
  waker.wake();
  await empty(outbox);
  expect(post).toHaveBeenCalledTimes(2);
  expect(contents(stored)).toEqual(['one']);
});

test('A refusal for good fails the message, and the next ones go on', async () => {
  const { outbox, post, stored } = open();
  post.mockRejectedValueOnce(refusal(404));
  const refused = outbox.add(ROOM, 'refused');
  outbox.add(ROOM, 'accepted');
  await eventually(() => stored.length === 1, 'the second message is sent');
  expect(outbox.pending(ROOM)).toEqual([
    { ...refused, state: 'failed', error: expect.objectContaining({ status: 404 }) },
  ]);

  outbox.retry(outbox.pending(ROOM)[0]!);
  await empty(outbox);
  expect(contents(stored)).toEqual(['accepted', 'refused']);
});

test.each([401, 408, 429, 503])('A message that is refused with %i stays in the queue', async (status) => {
  const { outbox, post, stored, waker } = open();
  post.mockRejectedValueOnce(refusal(status));
  outbox.add(ROOM, 'one');
  await eventually(() => outbox.pending(ROOM)[0]?.error?.status === status, 'the first try failed');
  expect(outbox.pending(ROOM)[0]?.state).toBe('queued');
  waker.wake();
  await empty(outbox);
  expect(contents(stored)).toEqual(['one']);
});

test('A message that was discarded while it waited is not sent', async () => {
  const { outbox, post, stored } = open();
  post.mockRejectedValueOnce(new NetworkError('lost'));
  const discarded = outbox.add(ROOM, 'discarded');
  outbox.add(ROOM, 'kept');
  await eventually(() => outbox.pending(ROOM)[0]?.error, 'the first try failed');
  outbox.discard(discarded);
  await empty(outbox);
  expect(contents(stored)).toEqual(['kept']);
});

test('A message that is discarded while another is on its way is not sent, even if the storage is slow', async () => {
  const { outbox, post, stored, storage } = open();
  const forget = storage.delete.bind(storage);
  storage.delete = async (id) => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return forget(id);
  };
  let answer = () => {};
  const store = post.getMockImplementation()!;
  post.mockImplementationOnce(async (sent) => {
    await new Promise<void>((resolve) => (answer = resolve));
    return store(sent);
  });
  outbox.add(ROOM, 'kept');
  const discarded = outbox.add(ROOM, 'discarded');
  await eventually(() => outbox.pending(ROOM)[0]?.state === 'sending', 'the first is on its way');
  answer();
  await eventually(() => stored.length === 1, 'the first is answered');
  outbox.discard(discarded);
  await empty(outbox);
  await eventually(async () => (await storage.all()).length === 0, 'nothing is stored');
  expect(contents(stored)).toEqual(['kept']);
});

test('New messages come after stored ones, even if the clock was set back', async () => {
  const before = open();
  before.post.mockRejectedValue(new NetworkError('offline'));
  const { position } = before.outbox.add(ROOM, 'old');
  await eventually(async () => (await before.storage.all()).length === 1, 'it is stored');
  before.outbox.stop();
  await before.storage.put({ ...before.outbox.pending(ROOM)[0]!, position: position + 3_600_000 });

  const after = open(before.storage, before.userId);
  await after.outbox.start();
  after.outbox.add(ROOM, 'new');
  expect(contents(after.outbox.pending(ROOM))).toEqual(['old', 'new']);
});

test('A sent message stays pending until the timeline shows it', async () => {
  const { outbox, onSent } = open();
  onSent.mockImplementation(() => {});
  const { client_message_id } = outbox.add(ROOM, 'one');
  await eventually(() => outbox.pending(ROOM)[0]?.state === 'sent', 'the message is sent');
  outbox.settle(message(1, { client_message_id }));
  expect(outbox.pending(ROOM)).toEqual([]);
});

test('After a reload the outbox continues in the same order, with the same ids', async () => {
  const userId = users++;
  const before = open(await openOutboxStorage(userId), userId);
  before.post.mockRejectedValue(new NetworkError('offline'));
  const queued = ['one', 'two', 'three'].map((content) => before.outbox.add(ROOM, content));
  await eventually(async () => (await before.storage.all()).length === 3, 'the messages are stored');
  before.outbox.stop();

  const after = open(await openOutboxStorage(userId), userId);
  await after.outbox.start();
  expect(contents(after.outbox.pending(ROOM))).toEqual(['one', 'two', 'three']);
  await empty(after.outbox);
  expect(after.stored.map(({ client_message_id }) => client_message_id)).toEqual(
    queued.map(({ client_message_id }) => client_message_id),
  );
  expect(await after.storage.all()).toEqual([]);
});

test('Two tabs with one storage send each message once, in order', async () => {
  const userId = users++;
  const storage = new MemoryStorage();
  const [one, two] = [open(storage, userId), open(storage, userId)];
  one.post.mockRejectedValueOnce(new NetworkError('offline'));
  one.outbox.add(ROOM, 'first');
  await eventually(() => one.outbox.pending(ROOM)[0]?.error, 'the first tab is offline');
  await two.outbox.start();
  two.outbox.add(ROOM, 'second');
  one.waker.wake();
  await empty(one.outbox);
  await empty(two.outbox);
  expect(contents([...one.stored, ...two.stored])).toEqual(['first', 'second']);
});

test('A message that cannot be stored fails at once', async () => {
  const { outbox, storage } = open();
  storage.put = async () => {
    throw new Error('quota');
  };
  outbox.add(ROOM, 'one');
  await eventually(() => outbox.pending(ROOM)[0]?.error?.code === 'not_stored', 'the message failed');
});

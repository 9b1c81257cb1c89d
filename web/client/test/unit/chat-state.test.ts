import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ChatState } from '../../src/chat-state.js';
import type { Change, Message } from '../../src/events.js';
import { Typing } from '../../src/typing.js';
import { Waker } from '../../src/waker.js';
import { chatroom, message, ROOM } from '../support/data.js';

const ME = 1;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A client of a server whose room has these messages. */
function start(stored: Message[] = [message(1), message(2)]) {
  const open = new Set<number>();
  const told: number[] = [];
  const fetchPage = vi.fn(async (_roomId: number, { after = 0 }: { after?: number }) => ({
    messages: stored.filter(({ seq }) => seq > after),
    has_more: false,
    last_seq: stored.length,
  }));
  const options = { onBack: vi.fn(), onShortened: vi.fn(), onShown: vi.fn(), onHint: vi.fn() };
  const state = new ChatState({
    userId: ME,
    typing: new Typing(vi.fn()),
    fetchPage,
    isOpen: (roomId) => open.has(roomId),
    waker: new Waker(),
    ...options,
  });
  state.onMessage(({ seq }) => told.push(seq));
  const room = chatroom({ revision: stored.length, last_seq: stored.length, last_message: stored.at(-1)! });
  const snapshot = () => {
    state.applyMissed({ event: 'chatroom-created', payload: room });
    state.endSnapshot(new Map([[ROOM, room]]));
  };
  return { state, open, stored, told, fetchPage, room, snapshot, ...options };
}

const seqs = (state: ChatState) =>
  state
    .timeline(ROOM)
    .getSnapshot()
    .messages.map(({ seq }) => seq);
const own = (event: 'participant-added' | 'participant-removed', revision: number): Change => ({
  event,
  payload: { chatroom_id: ROOM, user: { id: ME, username: 'ada' }, revision },
});

test('When the own user leaves, the room and its messages are dropped', async () => {
  const { state, snapshot } = start();
  snapshot();
  await state.timeline(ROOM).load();
  state.apply(own('participant-removed', 3));
  expect(state.rooms.getSnapshot()).toEqual([]);
  expect(seqs(state)).toEqual([]);
  state.apply({ event: 'new-message', payload: message(3, { revision: 2 }) });
  expect(state.rooms.getSnapshot()).toEqual([]);
});

test('A user who left and came back while offline gets the messages anew', async () => {
  const { state, snapshot, open, stored, room, onBack } = start();
  open.add(ROOM);
  snapshot();
  await state.timeline(ROOM).load();
  stored.push(message(3));
  state.applyMissed(own('participant-removed', 4));
  state.applyMissed({ event: 'chatroom-created', payload: { ...room, revision: 5, last_seq: 3 } });
  await vi.runAllTimersAsync();
  expect(seqs(state)).toEqual([1, 2, 3]);
  expect(onBack).toHaveBeenCalledWith(ROOM);
});

test('The removal of a user who is back already comes late and changes nothing but the cache', async () => {
  const { state, open, fetchPage, snapshot } = start();
  open.add(ROOM);
  snapshot();
  await state.timeline(ROOM).load();
  fetchPage.mockClear();
  state.apply(own('participant-removed', 1));
  await vi.runAllTimersAsync();
  expect(state.rooms.get(ROOM)).toBeDefined();
  expect(fetchPage).toHaveBeenCalledTimes(1);
});

test('A new snapshot drops the rooms that are not in it, and no others', () => {
  const { state, snapshot, room } = start();
  snapshot();
  state.applyMissed({ event: 'chatroom-created', payload: chatroom({ id: 8 }) });
  state.beginSnapshot();
  state.apply({ event: 'chatroom-created', payload: chatroom({ id: 9 }) });
  state.applyMissed({ event: 'chatroom-created', payload: room });
  state.endSnapshot(new Map([[ROOM, room]]));
  expect(
    state.rooms
      .getSnapshot()
      .map(({ id }) => id)
      .sort(),
  ).toEqual([ROOM, 9]);
});

test('The messages of a room that is new to a sync are loaded anew when the room is opened', async () => {
  const { state, snapshot, room } = start();
  snapshot();
  await state.timeline(ROOM).load();
  state.applyMissed({ event: 'chatroom-created', payload: room });
  expect(state.timeline(ROOM).getSnapshot().status).toBe('empty');
});

test('Messages of the snapshot are not new. Later ones are, and unread ones of a new room', async () => {
  const { state, snapshot, stored, told } = start();
  snapshot();
  state.apply({ event: 'new-message', payload: message(2) });
  expect(told).toEqual([]);
  stored.push(message(3), message(4));
  state.apply({ event: 'new-message', payload: message(4) });
  await vi.runAllTimersAsync();
  expect(told).toEqual([3, 4]);
  state.apply({ event: 'chatroom-created', payload: chatroom({ id: 8, last_seq: 4, last_read_seq: 3 }) });
  await vi.runAllTimersAsync();
  expect(told).toEqual([3, 4, 4]);
});

test('A sent message stays with the outbox until the messages before it are known', async () => {
  const { state, snapshot, stored, onShown } = start();
  snapshot();
  await state.timeline(ROOM).load();
  onShown.mockClear();
  stored.push(message(3), message(4));
  state.applySent(message(4));
  expect(onShown).not.toHaveBeenCalled();
  await vi.runAllTimersAsync();
  expect(onShown.mock.calls.map(([{ seq }]) => seq)).toEqual([3, 4]);
});

test('A sent message is the last message of its room at once', () => {
  const { state, snapshot } = start();
  snapshot();
  state.applySent(message(3));
  expect(state.rooms.get(ROOM)?.last_message?.seq).toBe(3);
});

test('An open room of which an event names only the first participants is loaded, and no other room', () => {
  const { state, snapshot, open, onShortened } = start();
  snapshot();
  open.add(ROOM);
  state.apply({ event: 'chatroom-updated', payload: chatroom({ revision: 3 }) });
  expect(onShortened).not.toHaveBeenCalled();
  for (const id of [ROOM, 8]) {
    state.apply({ event: 'chatroom-updated', payload: chatroom({ id, revision: 4, participant_count: 6 }) });
  }
  expect(onShortened.mock.calls).toEqual([[ROOM]]);
});

test('After a change of a sync no earlier change of its room is missing, after an event there may be', () => {
  const { state, snapshot } = start();
  snapshot();
  const added = (revision: number): Change => ({
    event: 'participant-added',
    payload: { chatroom_id: ROOM, user: { id: 3, username: 'edsger' }, revision },
  });
  const unread = { chatroom_id: ROOM, unread_count: 0, last_seq: 2, last_read_seq: 0, revision: 4 };
  state.apply(added(4));
  state.apply({ event: 'unread-changed', payload: unread });
  expect(state.rooms.isBehind()).toBe(true);
  state.applyMissed(added(4));
  expect(state.rooms.isBehind()).toBe(false);
});

test('Of two read positions the greater stays, and a message is read when all others have reached it', () => {
  const { state, snapshot, room } = start();
  snapshot();
  const read = (last_read_seq: number) => ({ chatroom_id: ROOM, user_id: 2, last_read_seq, revision: 2 });
  state.apply({ event: 'messages-read', payload: read(2) });
  state.apply({ event: 'messages-read', payload: read(1) });
  expect(state.readPositions.isReadByAll(message(2, { sender_id: ME }), room)).toBe(true);
  expect(state.readPositions.isReadByAll(message(3, { sender_id: ME }), room)).toBe(false);
});

test('Of two states of a user, the one that was seen later stays', () => {
  const { state } = start();
  const status = (is_online: boolean, last_seen: string) => ({ user_id: 2, is_online, last_seen });
  state.apply({ event: 'user-status-changed', payload: status(false, '2026-01-31T09:31:00.000Z') });
  state.apply({ event: 'user-status-changed', payload: status(true, '2026-01-31T09:30:00.000Z') });
  expect(state.presence.get(2)?.is_online).toBe(false);
});

test('An event that the client does not know is ignored', () => {
  const { state } = start();
  expect(() => state.apply({ event: 'reaction-changed', payload: {} } as unknown as Change)).not.toThrow();
});

test('The answer to a read position does not hide a message that came meanwhile', () => {
  const { state, snapshot } = start();
  snapshot();
  const unread = (last_read_seq: number, unread_count: number, last_seq: number) => ({
    chatroom_id: ROOM,
    ...{ last_read_seq, unread_count, last_seq, revision: last_seq },
  });
  state.apply({ event: 'unread-changed', payload: unread(0, 3, 3) });
  state.applyReceipt(unread(2, 0, 2));
  state.apply({ event: 'unread-changed', payload: unread(2, 1, 3) });
  expect(state.rooms.get(ROOM)?.unread_count).toBe(1);
});

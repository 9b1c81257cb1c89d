import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Room } from '../../src/room-facts.js';
import { Rooms } from '../../src/rooms.js';
import { chatroom, message, participant, ROOM } from '../support/data.js';

const user = (id: number) => ({ id, username: `user${id}` });

/** The life of a room, as events of growing revision. */
const LIFE: ((rooms: Rooms) => unknown)[] = [
  (rooms) => rooms.mergeObject(chatroom({ revision: 1 })),
  (rooms) => rooms.mergeMessage(message(1, { revision: 2 })),
  (rooms) => rooms.mergeUnread(unread(2, 0, 1, 1)),
  (rooms) => rooms.mergeMembership({ chatroom_id: ROOM, user: user(3), revision: 3 }, true),
  // This user has left again, by an event that is lost, before the next state of the room.
  (rooms) => rooms.mergeMembership({ chatroom_id: ROOM, user: user(9), revision: 3 }, true),
  (rooms) => rooms.mergeObject(chatroom({ ...NAMED, revision: 4 })),
  (rooms) => rooms.mergeMessage(message(2, { revision: 5 })),
  (rooms) => rooms.mergeUnread(unread(5, 0, 2, 2)),
  (rooms) => rooms.mergeUnread(unread(5, 2, 2, 0)),
  (rooms) => rooms.mergeDeletion({ chatroom_id: ROOM, seq: 2 }),
  (rooms) => rooms.mergeMembership({ chatroom_id: ROOM, user: user(2), revision: 7 }, false),
];

const NAMED = {
  name: 'Boiler room',
  participant_count: 3,
  participants: [participant(1), participant(2), participant(3)],
  last_message: message(1),
  last_seq: 1,
  unread_count: 1,
};

function unread(revision: number, last_read_seq: number, last_seq: number, unread_count: number) {
  return { chatroom_id: ROOM, revision, last_read_seq, last_seq, unread_count };
}

function view(rooms: Rooms) {
  return rooms.getSnapshot().map((room: Room) => ({
    name: room.name,
    participants: room.participants.map(({ id }) => id).sort(),
    count: room.participant_count,
    last: [room.last_message?.seq, room.last_message?.content],
    unread: [room.last_seq, room.last_read_seq, room.unread_count],
    revision: room.revision,
  }));
}

test('Events of a room give the same room in any order and any number of times', () => {
  const ordered = new Rooms();
  for (const event of LIFE) event(ordered);
  expect(view(ordered)).toEqual([
    { name: 'Boiler room', participants: [1, 3], count: 2, last: [2, null], unread: [2, 2, 0], revision: 5 },
  ]);

  const orders = fc.tuple(fc.shuffledSubarray(LIFE, { minLength: LIFE.length }), fc.shuffledSubarray(LIFE));
  fc.assert(
    fc.property(orders, ([first, again]) => {
      const rooms = new Rooms();
      for (const event of [...first, ...again]) event(rooms);
      expect(view(rooms)).toEqual(view(ordered));
    }),
  );
});

test('A room that is gone stays gone whatever comes late', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...LIFE, GONE], { minLength: LIFE.length + 1 }), (events) => {
      const rooms = new Rooms();
      for (const event of events) event(rooms);
      expect(rooms.getSnapshot()).toEqual([]);
      expect(rooms.isBehind()).toBe(false);
    }),
  );
});

const GONE = (rooms: Rooms) => rooms.mergeGone(ROOM, 8);

test('A user who comes back sees the room again', () => {
  const rooms = new Rooms();
  rooms.mergeObject(chatroom({ revision: 9 }));
  rooms.mergeGone(ROOM, 8);
  expect(rooms.get(ROOM)?.revision).toBe(9);
});

test('Of one revision, the answer with all participants stays', () => {
  const rooms = new Rooms();
  const everybody = [1, 2, 3, 4, 5, 6].map(participant);
  rooms.mergeObject(chatroom({ participant_count: 6, participants: everybody }));
  rooms.mergeObject(chatroom({ participant_count: 6, participants: everybody.slice(0, 5) }));
  expect(rooms.get(ROOM)?.participants).toHaveLength(6);
});

test('An unread count beyond the known messages shows that messages are missing', () => {
  const rooms = new Rooms();
  rooms.mergeObject(chatroom());
  expect(rooms.isBehind()).toBe(false);
  rooms.mergeUnread(unread(2, 0, 1, 1));
  expect(rooms.isBehind()).toBe(true);
  rooms.mergeMessage(message(1, { revision: 2 }));
  expect(rooms.isBehind()).toBe(false);
});

test('An unread count of a later revision than all known changes shows that a deletion is missing', () => {
  const rooms = new Rooms();
  rooms.mergeObject(chatroom({ revision: 4, last_seq: 1, last_message: message(1) }));
  rooms.mergeMembership({ chatroom_id: ROOM, user: participant(3), revision: 6 }, true);
  rooms.mergeUnread(unread(6, 0, 1, 1));
  expect(rooms.isBehind()).toBe(true);
  rooms.mergeDeletion({ chatroom_id: ROOM, seq: 1 });
  rooms.mergeChange(ROOM, 6);
  expect(rooms.isBehind()).toBe(false);
});

test('The event of an own message that was known already shows that no message is missing', () => {
  const rooms = new Rooms();
  rooms.mergeObject(chatroom());
  rooms.mergeMessage(message(1, { revision: 0 }));
  rooms.mergeMessage(message(1, { revision: 2 }));
  rooms.mergeUnread(unread(2, 0, 1, 1));
  expect(rooms.isBehind()).toBe(false);
});

test('An unread count of an unknown room shows that the room is missing', () => {
  const rooms = new Rooms();
  rooms.mergeUnread(unread(2, 0, 1, 1));
  expect(rooms.isBehind()).toBe(true);
});

test('Rooms are sorted by activity, and a repetition does not change the snapshot', () => {
  const rooms = new Rooms();
  rooms.mergeObject(chatroom());
  rooms.mergeObject(chatroom({ id: 8, updated_at: message(5).created_at }));
  expect(rooms.getSnapshot().map(({ id }) => id)).toEqual([8, 7]);
  rooms.mergeMessage(message(9));
  expect(rooms.getSnapshot().map(({ id }) => id)).toEqual([7, 8]);

  const snapshot = rooms.getSnapshot();
  rooms.mergeMessage(message(9));
  expect(rooms.getSnapshot()).toBe(snapshot);
});

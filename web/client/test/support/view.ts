import type { Api } from '../../src/api.js';
import type { Client } from '../../src/client.js';
import type { Chatroom, Message } from '../../src/events.js';
import type { Room } from '../../src/room-facts.js';

/** What a user sees of the rooms and of the timelines of open rooms. Made from a client or from plain REST. */
export interface View {
  rooms: RoomView[];
  timelines: { room: number; messages: TimelineMessageView[] }[];
}

type RoomView = Pick<Room, 'id' | 'name' | 'participant_count' | 'last_seq' | 'last_read_seq' | 'unread_count'> & {
  participants: number[];
  last_message: MessageView | null;
};

type MessageView = Pick<Message, 'id' | 'seq' | 'sender_id' | 'content' | 'created_at' | 'client_message_id'> & {
  isDeleted: boolean;
};

/**
 * `isReadByAll` is null in groups. There a client learns only the read positions that move while it looks, so it may
 * not know that all have read a message until the room is loaded anew.
 */
type TimelineMessageView = MessageView & { isReadByAll: boolean | null };

/** Lists and events name only so many participants of a room. */
const LISTED = 5;

export function viewOfClient(client: Client, open: readonly number[]): View {
  const rooms = client.rooms.getSnapshot();
  const shown = rooms.filter(({ id }) => open.includes(id)).sort((one, other) => one.id - other.id);
  return {
    rooms: rooms.map((room) => roomView(room, open)),
    timelines: shown.map((room) => ({
      room: room.id,
      messages: client
        .timeline(room.id)
        .getSnapshot()
        .messages.map((message) => ({
          ...messageView(message),
          isReadByAll: room.is_group ? null : client.readPositions.isReadByAll(message, room),
        })),
    })),
  };
}

/** @param from The first message of each timeline. */
export async function viewOfServer(api: Api, open: ReadonlyMap<number, number>): Promise<View> {
  const listed = await allRooms(api);
  const rooms = await Promise.all(listed.map(({ id }) => api.chatroom(id)));
  const shown = rooms.filter(({ id }) => open.has(id)).sort((one, other) => one.id - other.id);
  const timelines = shown.map(async ({ id, is_group }) => ({
    room: id,
    messages: (await allMessages(api, id, open.get(id)!)).map((message) => ({
      ...messageView(message),
      isReadByAll: is_group ? null : message.is_read,
    })),
  }));
  return { rooms: rooms.map((room) => roomView(room, [...open.keys()])), timelines: await Promise.all(timelines) };
}

export async function allRooms(api: Api): Promise<Chatroom[]> {
  const rooms: Chatroom[] = [];
  let cursor: string | null = null;
  do {
    const page = await api.chatrooms({ cursor, limit: 100 });
    rooms.push(...page.chatrooms);
    cursor = page.next_cursor;
  } while (cursor);
  return rooms;
}

export async function allMessages(api: Api, roomId: number, first = 1): Promise<Message[]> {
  const messages: Message[] = [];
  for (let hasMore = true; hasMore;) {
    const page = await api.messages(roomId, { after: messages.at(-1)?.seq ?? first - 1, limit: 100 });
    messages.push(...page.messages);
    hasMore = page.has_more;
  }
  return messages;
}

function roomView(room: Room | Chatroom, open: readonly number[]): RoomView {
  const { id, name, participant_count, last_seq, last_read_seq, unread_count, last_message } = room;
  const participants = room.participants.map((participant) => participant.id).sort((one, other) => one - other);
  return {
    ...{ id, name, participant_count, last_seq, last_read_seq, unread_count },
    // Of a large room that is not open, a client need not know all participants.
    participants: participant_count > LISTED && !open.includes(id) ? [] : participants,
    last_message: last_message && messageView(last_message),
  };
}

function messageView(message: Message): MessageView {
  const { id, seq, sender_id, content, created_at, client_message_id, deleted_at } = message;
  return { id, seq, sender_id, content, created_at, client_message_id, isDeleted: deleted_at !== null };
}

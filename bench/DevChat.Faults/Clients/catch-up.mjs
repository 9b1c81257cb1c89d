import { eventually } from './eventually.mjs';

const OUTBOX_LIMIT = 180_000;
const BY_ITSELF_LIMIT = 15_000;
const CONNECT_LIMIT = 120_000;

/**
 * Waits until the outboxes are empty. Tells how many clients are up to date by themselves: an event may be lost without a
 * trace, and a client then looks only every five minutes. So all of them connect anew, which promises to catch up.
 */
export async function catchUp(users, inFlight, tell) {
  await Promise.all(users.map(({ client }) => eventually(() => isSent(client), OUTBOX_LIMIT)));
  const current = await Promise.all(users.map(({ client }) => eventually(() => isCurrent(client), BY_ITSELF_LIMIT)));
  tell({ is: 'current', clients: current.filter(Boolean).length, of: users.length });
  await Promise.all(users.map(({ client }) => reconnect(client)));
  // What still waited, such as a read position, was sent when the connection opened.
  await eventually(() => inFlight() === 0, CONNECT_LIMIT);
}

export async function holdings({ id, client, told }, rooms) {
  const { chatrooms } = await client.api.chatrooms({ limit: 100 });
  return {
    is: 'held',
    user: id,
    state: client.connection.state,
    pending: rooms.flatMap((room) => client.outbox.pending(room.id)).map((message) => message.client_message_id),
    rooms: client.rooms.getSnapshot().map((room) => roomHeld(room, client, rooms)),
    answered: chatrooms.map(({ id: room, unread_count }) => ({ room, unread_count })),
    told: [...told].map(([room, seqs]) => ({ room, seqs })),
  };
}

function roomHeld({ id, name, participant_count, last_seq, last_read_seq, unread_count }, client, rooms) {
  const isOpen = rooms.find((room) => room.id === id)?.openedBy.some((user) => user.client === client) ?? false;
  const messages = isOpen ? client.timeline(id).getSnapshot().messages.map(messageHeld) : null;
  return { room: id, name, participant_count, last_seq, last_read_seq, unread_count, messages };
}

function messageHeld({ seq, client_message_id: key, content }) {
  return { seq, key, content };
}

function isSent(client) {
  return client.rooms
    .getSnapshot()
    .every(({ id }) => client.outbox.pending(id).every(({ state }) => state === 'failed'));
}

async function reconnect(client) {
  client.connection.stop();
  client.connection.start();
  await eventually(() => client.connection.state === 'connected', CONNECT_LIMIT);
  await eventually(() => isCurrent(client), BY_ITSELF_LIMIT);
}

/** Whether the client shows what the server answers. */
async function isCurrent(client) {
  const { chatrooms } = await client.api.chatrooms({ limit: 100 });
  const held = client.rooms.getSnapshot();
  return held.length === chatrooms.length && chatrooms.every((room) => isShown(room, client));
}

function isShown(room, client) {
  const held = client.rooms.get(room.id);
  const { messages, status } = client.timeline(room.id).getSnapshot();
  const facts = ['name', 'last_seq', 'last_read_seq', 'unread_count', 'participant_count'];
  const isWhole = status === 'empty' || (messages.at(-1)?.seq ?? 0) === room.last_seq;
  return held && isWhole && facts.every((fact) => held[fact] === room[fact]);
}

import { setTimeout as pause } from 'node:timers/promises';
import { untilAnswered } from './until-answered.mjs';

const SHORTEST_PAUSE = 100;
const LONGEST_PAUSE = 400;
/** A user who sees so many messages wait writes no more. */
const PATIENCE = 10;

/** One user who acts, with pauses. It knows the message that it deletes only from an acknowledgement. */
export class Load {
  #options;
  #rooms;
  #guestRooms;
  #messages = 0;
  #isOver = false;

  constructor(options) {
    this.#options = options;
    this.#rooms = options.rooms.filter(({ members }) => members.some(({ id }) => id === options.id));
    this.#guestRooms = options.rooms.filter(({ creator }) => creator.id === options.id);
  }

  stop() {
    this.#isOver = true;
  }

  async run() {
    while (!this.#isOver) {
      await this.#act(this.#options.random());
      await pause(SHORTEST_PAUSE + this.#options.random() * (LONGEST_PAUSE - SHORTEST_PAUSE));
    }
  }

  #act(chance) {
    if (chance < 0.8) return this.#send();
    if (chance < 0.9) return this.#read();
    if (chance < 0.95) return this.#delete();
    return this.#manage();
  }

  #send() {
    const { client, id, tell } = this.#options;
    const room = this.#any(this.#rooms).id;
    if (client.outbox.pending(room).length >= PATIENCE) return;
    const { client_message_id: key, content } = client.send(room, `${id}: ${++this.#messages}`);
    tell({ is: 'wanted', user: id, room, key, content, at: Date.now() });
  }

  #read() {
    const { client } = this.#options;
    const room = client.rooms.get(this.#any(this.#rooms).id);
    if (room) client.markRead(room.id, room.last_seq);
  }

  #delete() {
    const { client, library, sent } = this.#options;
    const [message] = sent.splice(Math.floor(this.#options.random() * sent.length), 1);
    return message && untilAnswered(library, () => client.deleteMessage(message));
  }

  #manage() {
    const { client, library, random } = this.#options;
    if (this.#guestRooms.length === 0) return;
    const room = this.#any(this.#guestRooms);
    if (random() < 0.5) return untilAnswered(library, () => client.renameRoom(room.id, `Room ${++this.#messages}`));
    room.hasGuest = !room.hasGuest;
    const change = room.hasGuest
      ? () => client.addParticipants(room.id, [room.guest.id])
      : () => client.removeParticipant(room.id, room.guest.id);
    return untilAnswered(library, change);
  }

  #any(items) {
    return items[Math.floor(this.#options.random() * items.length)];
  }
}

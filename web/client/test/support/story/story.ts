import { ApiError, NetworkError } from '../../../src/errors.js';
import type { Room } from '../../../src/room-facts.js';
import { canKill, killHost } from '../host.js';
import { announceOnline } from '../online.js';
import { Actor } from './actor.js';
import { expectEachMessageOnce } from './outbox-check.js';
import { expectSameAsFresh } from '../same-as-fresh.js';
import type { Kind, Step } from './step.js';

type RoomFilter = (room: Room, actor: Actor) => boolean;

const isGroup: RoomFilter = (room) => room.is_group;
/** Only the creator of a group may do everything with it. */
const isOwn: RoomFilter = (room, { user }) => room.is_group && room.created_by === user.id;

/** Users who chat over bad networks. */
export class Story {
  readonly #actors: Actor[];
  readonly #work = new Set<Promise<unknown>>();
  #failures: unknown[] = [];
  #host: Promise<void> | null = null;
  #messages = 0;

  private constructor(actors: Actor[]) {
    this.#actors = actors;
  }

  /** All users are in one room, which all have open, and each in one of their own. The first has two devices. */
  static async begin(users: number): Promise<Story> {
    const actors = await Promise.all(Array.from({ length: users }, () => Actor.enter()));
    const story = new Story([...actors, await Actor.enter(actors[0]!.user)]);
    for (const [index, { client }] of actors.entries()) {
      const name = index === 0 ? 'Everybody' : `Friends of ${index}`;
      const participant_ids = story.#ids().filter((_, other) => index === 0 || (index + other) % 3 === 0);
      const { id } = await client.createRoom({ is_group: true, name, participant_ids });
      if (index === 0) for (const actor of story.#actors) actor.open(id);
    }
    return story;
  }

  async play(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      await this.#perform(step);
      await new Promise((resolve) => setTimeout(resolve, step.pause));
    }
    await this.#check();
  }

  async end(): Promise<void> {
    await this.#host;
    await Promise.all(this.#actors.map((actor) => actor.exit()));
  }

  async #perform(step: Step): Promise<void> {
    if (step.kind === 'check') return this.#check();
    if (step.kind === 'killHost') return this.#killHost();
    const actor = this.#actors[step.actor % this.#actors.length]!;
    const work = this.#act
      [step.kind](actor, step)
      .catch((error: unknown) => this.#tolerate(error))
      .finally(() => this.#work.delete(work));
    this.#work.add(work);
    // A client that is between its stop and its start cannot act.
    if (step.kind === 'restart') await work;
  }

  readonly #act: Record<Exclude<Kind, 'check' | 'killHost'>, (actor: Actor, step: Step) => Promise<unknown>> = {
    send: async (actor, step) => this.#send(actor, step, 1 + (step.choice % 4)),
    flood: async (actor, step) => this.#send(actor, step, 60),
    read: async (actor, step) => {
      const room = this.#room(actor, step);
      if (room) actor.client.markRead(room.id, Math.max(1, room.last_seq - (step.choice % 4)));
    },
    delete: async (actor, { choice }) => {
      const own = actor.deletable();
      const message = own[choice % own.length];
      if (message) await actor.client.deleteMessage(message);
    },
    open: async (actor, step) => this.#withRoom(actor, step, (id) => actor.open(id)),
    close: async (actor, step) => this.#withRoom(actor, step, (id) => actor.close(id)),
    loadOlder: async (actor, step) => this.#withRoom(actor, step, (id) => actor.client.timeline(id).loadOlder()),
    openGroup: (actor, { choice }) => {
      const participant_ids = this.#ids().filter((_, index) => choice & (1 << index));
      return actor.client.createRoom({ is_group: true, name: `Group ${choice}`, participant_ids });
    },
    openDirect: (actor, step) =>
      actor.client.createRoom({ is_group: false, participant_ids: [this.#other(actor, step)] }),
    add: async (actor, step) =>
      this.#withRoom(actor, step, (id) => actor.client.addParticipants(id, [this.#other(actor, step)]), isGroup),
    remove: async (actor, step) =>
      this.#withRoom(actor, step, (id) => actor.client.removeParticipant(id, this.#other(actor, step)), isOwn),
    leave: async (actor, step) => this.#withRoom(actor, step, (id) => actor.client.leaveRoom(id), isGroup),
    rename: async (actor, step) =>
      this.#withRoom(actor, step, (id) => actor.client.renameRoom(id, `Name ${step.choice}`), isOwn),
    deleteRoom: async (actor, step) => this.#withRoom(actor, step, (id) => actor.client.deleteRoom(id), isOwn),
    cut: async (actor, { choice }) => actor.proxy.cutAfter(choice),
    reset: async (actor) => actor.proxy.reset(),
    goAway: async (actor) => actor.proxy.goAway(),
    stall: async (actor) => actor.proxy.stall(),
    comeBack: async (actor) => this.#comeBack([actor]),
    restart: (actor) => actor.restart(),
  };

  #send(actor: Actor, step: Step, count: number): void {
    const room = this.#room(actor, step);
    for (let sent = 0; room && sent < count; sent++) actor.send(room.id, `Message ${++this.#messages}`);
  }

  #room(actor: Actor, { room }: Step, filter: RoomFilter = () => true): Room | undefined {
    const rooms = actor.client.rooms.getSnapshot().filter((one) => filter(one, actor));
    rooms.sort((one, other) => one.id - other.id);
    return rooms[room % rooms.length];
  }

  async #withRoom(
    actor: Actor,
    step: Step,
    work: (roomId: number) => unknown,
    filter: RoomFilter = () => true,
  ): Promise<void> {
    const room = this.#room(actor, step, filter);
    if (room) await work(room.id);
  }

  #ids(): number[] {
    return [...new Set(this.#actors.map(({ user }) => user.id))];
  }

  #other(actor: Actor, { choice }: Step): number {
    const others = this.#ids().filter((id) => id !== actor.user.id);
    return others[choice % others.length]!;
  }

  /** A user may act on what is gone by then, over a network that is away. */
  #tolerate(error: unknown): void {
    if (error instanceof NetworkError) return;
    if (!(error instanceof ApiError) || error.status >= 500) this.#failures.push(error);
  }

  #killHost(): void {
    if (!canKill) return;
    this.#host ??= killHost()
      .catch((error: unknown) => void this.#failures.push(error))
      .finally(() => (this.#host = null));
  }

  #comeBack(actors: readonly Actor[]): void {
    for (const { proxy } of actors) proxy.comeBack();
    announceOnline();
  }

  /** All networks come back, everything comes to rest, and every client shows what a fresh one shows. */
  async #check(): Promise<void> {
    await this.#host;
    this.#comeBack(this.#actors);
    await Promise.all(this.#work);
    if (this.#failures.length > 0) throw this.#failures[0];
    await Promise.all(this.#actors.map((actor) => actor.atRest()));
    await expectEachMessageOnce(this.#actors);
    await Promise.all(this.#actors.map((actor) => expectSameAsFresh(actor.client, actor.user, actor.openRooms)));
  }
}

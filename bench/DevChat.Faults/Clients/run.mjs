// Many users of @devchat/client in one process, who write, read, delete, rename, add and remove until they are told to stop.
//   node run.mjs LIBRARY URL USERS ROOMS SEED
// In:  `finish` ends the load and tells what each client holds; `leave` ends every second client. The end of standard
//      input ends everything.
// Out: the ledger, one JSON object per line. Ledgers/LedgerReader.cs reads it.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { catchUp, holdings } from './catch-up.mjs';
import { eventually } from './eventually.mjs';
import { Load } from './load.mjs';
import { planOf } from './plan.mjs';
import { seeded } from './seeded.mjs';
import { untilAnswered } from './until-answered.mjs';
import { watchRequests } from './wire.mjs';

const [libraryPath, baseUrl, userCount, roomCount, seed] = process.argv.slice(2);
const CONNECT_LIMIT = 120_000;
const tell = (line) => void process.stdout.write(`${JSON.stringify(line)}\n`);
const sent = new Map();
const inFlight = watchRequests(tell, (message) => sent.get(message.sender_id)?.push(message));
const library = await import(pathToFileURL(libraryPath));

const users = await Promise.all(Array.from({ length: Number(userCount) }, newUser));
const rooms = await Promise.all(planOf(users, Number(roomCount)).map(createRoom));
const loads = users.map(
  (user, index) =>
    new Load({ ...user, rooms, library, tell, sent: sent.get(user.id), random: seeded(Number(seed) + index) }),
);
tell({
  is: 'ready',
  rooms: rooms.map(({ id, members, guest }) => ({ room: id, members: members.map(idOf), guest: guest.id })),
});
const running = loads.map((load) => load.run());

const commands = { finish, leave };
const input = createInterface({ input: process.stdin });
input.on('line', (line) => void commands[line]());
input.on('close', () => process.exit());

function idOf({ id }) {
  return id;
}

async function newUser() {
  const { token, user } = await untilAnswered(library, () => library.register(baseUrl, newAccount()));
  const client = await library.createClient({ baseUrl, getToken: () => token });
  const told = new Map();
  client.onMessage(({ chatroom_id, seq }) => told.set(chatroom_id, [...(told.get(chatroom_id) ?? []), seq]));
  sent.set(user.id, []);
  // What comes before the first sync is not new: its listener is not told of it.
  await eventually(() => client.connection.state === 'connected', CONNECT_LIMIT);
  return { id: user.id, client, told };
}

function newAccount() {
  const name = `u${crypto.randomUUID().replaceAll('-', '').slice(0, 20)}`;
  return { username: name, email: `${name}@example.org`, password: 'correct horse battery' };
}

async function createRoom(plan) {
  const participant_ids = plan.members.map(idOf).filter((id) => id !== plan.creator.id);
  const create = () => plan.creator.client.createRoom({ is_group: true, name: 'Engine room', participant_ids });
  const { id } = await untilAnswered(library, create);
  plan.openedBy.forEach(({ client }) => client.open(id));
  return { ...plan, id };
}

async function finish() {
  loads.forEach((load) => load.stop());
  await Promise.all(running);
  await catchUp(users, inFlight, tell);
  for (const user of users) tell(await holdings(user, rooms));
  tell({ is: 'finished' });
}

function leave() {
  const leaving = users.filter((_, index) => index % 2 === 0);
  leaving.forEach(({ client }) => client.stop());
  tell({ is: 'left', users: leaving.map(idOf) });
}

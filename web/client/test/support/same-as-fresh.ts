import { Api } from '../../src/api.js';
import type { Client } from '../../src/client.js';
import { Http } from '../../src/http.js';
import { Session } from '../../src/session.js';
import { differences } from './differences.js';
import { serverUrl } from './host.js';
import { eventually, PATIENCE } from './settle.js';
import { clientOf, connected, type TestUser } from './users.js';
import { type View, viewOfClient, viewOfServer } from './view.js';

/** Nothing tells when REST and the screen agree. */
const NEXT_LOOK = 100;

/** What shows the rooms of a user, and the timelines of the open ones. */
export interface Screen {
  name: string;
  look: () => View | Promise<View>;
}

/** REST without a bad network. */
export function apiOf(user: TestUser): Api {
  return new Api(new Http(serverUrl!, new Session({ getToken: () => user.token })));
}

/** The client shows what REST says, and so does a new client of the same user. */
export async function expectSameAsFresh(client: Client, user: TestUser, open: readonly number[]): Promise<void> {
  await expectScreenSameAsFresh(screenOf(client, `The client of user ${user.id}`, open), user, open);
}

export async function expectScreenSameAsFresh(screen: Screen, user: TestUser, open: readonly number[]): Promise<void> {
  const api = apiOf(user);
  await expectSameAsServer(screen, api, open);
  const fresh = await connected(await clientOf(user));
  try {
    await openAll(fresh, open);
    await expectSameAsServer(screenOf(fresh, `A fresh client of user ${user.id}`, open), api, open);
  } finally {
    fresh.stop();
  }
  await expectSameAsServer(screen, api, open);
}

export async function expectSameAsServer(screen: Screen, api: Api, open: readonly number[]): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const shown = await screen.look();
    const wrong = differences(shown, await viewOfServer(api, firstMessages(shown, open)));
    if (wrong.length === 0) return;
    if (Date.now() > end) throw new Error(`${screen.name} shows ${wrong.join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, NEXT_LOOK));
  }
}

function screenOf(client: Client, name: string, open: readonly number[]): Screen {
  return { name, look: () => viewOfClient(client, open) };
}

async function openAll(client: Client, open: readonly number[]): Promise<void> {
  for (const id of open.filter((room) => client.rooms.get(room))) {
    client.open(id);
    const timeline = client.timeline(id);
    await eventually(() => timeline.getSnapshot().status === 'loaded', `room ${id} is loaded`);
    while (timeline.getSnapshot().hasOlder) await timeline.loadOlder();
  }
}

function firstMessages({ timelines }: View, open: readonly number[]): Map<number, number> {
  const first = (id: number) => timelines.find(({ room }) => room === id)?.messages[0]?.seq ?? 1;
  return new Map(open.map((id) => [id, first(id)]));
}

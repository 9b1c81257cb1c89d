import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { Api } from '../../src/api.js';
import type { Client } from '../../src/client.js';
import { Http } from '../../src/http.js';
import { Session } from '../../src/session.js';
import { serverUrl } from './host.js';
import { eventually } from './settle.js';
import { clientOf, connected, type TestUser } from './users.js';
import { type View, viewOfClient, viewOfServer } from './view.js';

const PATIENCE = 20_000;
/** Nothing tells that the server has changed. */
const NEXT_LOOK = 100;

/** The client shows what REST says, and so does a new client of the same user. */
export async function expectSameAsFresh(client: Client, user: TestUser, open: readonly number[]): Promise<void> {
  const api = new Api(new Http(serverUrl!, new Session({ getToken: () => user.token })));
  await expectSameAsServer(client, api, open);
  const fresh = await connected(await clientOf(user));
  try {
    await openAll(fresh, open);
    await expectSameAsServer(fresh, api, open);
  } finally {
    fresh.stop();
  }
  await expectSameAsServer(client, api, open);
}

async function openAll(client: Client, open: readonly number[]): Promise<void> {
  for (const id of open.filter((room) => client.rooms.get(room))) {
    client.open(id);
    const timeline = client.timeline(id);
    await eventually(() => timeline.getSnapshot().status === 'loaded', `room ${id} is loaded`);
    while (timeline.getSnapshot().hasOlder) await timeline.loadOlder();
  }
}

async function expectSameAsServer(client: Client, api: Api, open: readonly number[]): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const server = await viewOfServer(api, firstMessages(client, open));
    const shown = viewOfClient(client, open);
    if (isDeepStrictEqual(shown, server)) return;
    if (Date.now() > end) return expectEqual(shown, server);
    await nextChange(client, open);
  }
}

function expectEqual(shown: View, server: View): void {
  expect(shown).toEqual(server);
}

function firstMessages(client: Client, open: readonly number[]): Map<number, number> {
  return new Map(open.map((id) => [id, client.timeline(id).getSnapshot().messages[0]?.seq ?? 1]));
}

/** Resolves when the client shows something else. */
async function nextChange(client: Client, open: readonly number[]): Promise<void> {
  const stores = [client.rooms, client.readPositions, ...open.map((id) => client.timeline(id))];
  let unsubscribe: (() => void)[] = [];
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, NEXT_LOOK);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    unsubscribe = stores.map((store) => store.subscribe(end));
  });
  for (const end of unsubscribe) end();
}

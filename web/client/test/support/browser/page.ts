import { openOutboxStorage } from '../../../src/indexed-db.js';
import { createClient } from '../../../src/index.js';
import { viewOfClient } from '../view.js';

/** What the tests do with a page. It runs in the browser. */
async function start() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const token = parameters.get('token');
  const room = Number(parameters.get('room'));
  const client = await createClient({ baseUrl: '', getToken: () => token });
  const storage = await openOutboxStorage(client.userId);
  client.open(room);
  return {
    send: (content: string) => client.send(room, content).client_message_id,
    pending: () => client.outbox.pending(room).map(({ content, state }) => ({ content, state })),
    /** How many messages of all tabs are in IndexedDB. */
    stored: async () => (await storage.all()).length,
    state: () => client.connection.state,
    view: () => viewOfClient(client, [room]),
  };
}

declare global {
  var chat: Awaited<ReturnType<typeof start>>;
}

globalThis.chat = await start();

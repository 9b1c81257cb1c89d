import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import { serverUrl, SKIPPED } from '../support/host.js';
import { eventually } from '../support/settle.js';
import { clientOf, connected, newUser, PASSWORD, stopClients } from '../support/users.js';

const example = new URL('../../examples/bot.mjs', import.meta.url).pathname;

describe.skipIf(!serverUrl)(`The bot of the examples${serverUrl ? '' : ` (${SKIPPED})`}`, () => {
  let running: ChildProcess;

  afterEach(() => {
    running.kill();
    stopClients();
  });

  test('It answers each ping once, in known and in new rooms, and no ping from before its start', async () => {
    const [ada, bot] = await Promise.all([newUser(), newUser()]);
    const client = await connected(await clientOf(ada));
    const known = await client.createRoom({ is_group: true, name: 'Known', participant_ids: [bot.id] });
    const old = { chatroom_id: known.id, content: 'ping', client_message_id: crypto.randomUUID() };
    await client.api.sendMessage(old);

    const env = { ...process.env, DEVCHAT_URL: serverUrl, DEVCHAT_EMAIL: bot.email, DEVCHAT_PASSWORD: PASSWORD };
    running = spawn(process.execPath, [example], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    running.stdout!.on('data', (data) => (output += data));
    await eventually(() => output.includes('connected'), 'the bot is connected');

    const added = await client.createRoom({ is_group: false, participant_ids: [bot.id] });
    for (const { id } of [known, added]) {
      client.open(id);
      for (const content of ['ping', 'hello', 'ping']) client.send(id, content);
    }
    const pongs = (id: number) =>
      client
        .timeline(id)
        .getSnapshot()
        .messages.filter(({ content }) => content === 'pong');
    await eventually(() => [known, added].every(({ id }) => pongs(id).length === 2), 'two answers in each room');
    expect(pongs(known.id).every(({ sender_id }) => sender_id === bot.id)).toBe(true);
  });
});

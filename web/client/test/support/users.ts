import { register } from '../../src/accounts.js';
import { type Client, createClient } from '../../src/client.js';
import type { OutboxStorage } from '../../src/outbox-storage.js';
import { serverUrl } from './host.js';
import { eventually } from './settle.js';

export interface TestUser {
  id: number;
  email: string;
  token: string;
}

export const PASSWORD = 'correct horse battery';

export async function newUser(): Promise<TestUser> {
  const name = `t${crypto.randomUUID().replaceAll('-', '').slice(0, 20)}`;
  const email = `${name}@example.org`;
  const { token, user } = await register(serverUrl!, { username: name, email, password: PASSWORD });
  return { id: user.id, email, token };
}

const clients: Client[] = [];

export async function clientOf(user: TestUser, baseUrl = serverUrl!, outboxStorage?: OutboxStorage): Promise<Client> {
  const options = { baseUrl, getToken: () => user.token };
  const client = await createClient(outboxStorage ? { ...options, outboxStorage } : options);
  clients.push(client);
  return client;
}

export async function connected(client: Client): Promise<Client> {
  await eventually(() => client.connection.state === 'connected', 'the client is connected');
  return client;
}

export function stopClients(): void {
  for (const client of clients.splice(0)) client.stop();
}

// Answers "ping" with "pong" in every room that it is in.
//   DEVCHAT_URL=http://127.0.0.1:7071 DEVCHAT_EMAIL=bot@example.org DEVCHAT_PASSWORD=… node examples/bot.mjs
import { createClient, signIn } from '@devchat/client';

const { DEVCHAT_URL: baseUrl, DEVCHAT_EMAIL: email, DEVCHAT_PASSWORD: password } = process.env;
let { token } = await signIn(baseUrl, { email, password });

const bot = await createClient({
  baseUrl,
  getToken: () => token,
  onUnauthorized: async () => ({ token } = await signIn(baseUrl, { email, password })),
});

bot.onMessage(({ chatroom_id, sender_id, content }) => {
  if (content === 'ping' && sender_id !== bot.userId) bot.send(chatroom_id, 'pong');
});

bot.connection.subscribe(() => console.log(bot.connection.state));

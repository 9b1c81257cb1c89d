// Two users chat through Microsoft's SignalR client for JavaScript.
// usage: node chat.mjs ADDRESS TRANSPORT   (WebSockets, ServerSentEvents or LongPolling)
// Prints one line of JSON: what was sent to each room, what each user received of it, and the replies to bad calls.
import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import { randomUUID } from "node:crypto";

const [address, transport] = process.argv.slice(2);
const api = new URL("api", address).href;
const messagesPerRoom = 10;
const patience = 60_000;

const [ada, grace] = await Promise.all([signUp("ada"), signUp("grace")]);
const rooms = {
  group: await post("chatrooms", ada, { name: "General", is_group: true, participant_ids: [grace.user.id] }),
  direct: await post("chatrooms", ada, { name: null, is_group: false, participant_ids: [grace.user.id] }),
};
await Promise.all([connect(ada), connect(grace)]);

const sent = {};
for (const [name, room] of Object.entries(rooms)) {
  await Promise.all([join(ada, room), join(grace, room)]);
  sent[name] = await chat(room);
}
const received = { ada: await receivedBy(ada), grace: await receivedBy(grace) };
const refusals = {
  notMine: await ada.connection.invoke("join-room", JSON.stringify({ chatroom_id: 2147483647 })),
  wrongType: await ada.connection.invoke("join-room", { chatroom_id: "one" }),
  noContent: await ada.connection.invoke("send-message", { chatroom_id: rooms.group.id }),
};
await Promise.all([ada.connection.stop(), grace.connection.stop()]);
console.log(JSON.stringify({ sent, received, refusals }));

async function signUp(name) {
  const username = `${name}-${randomUUID().slice(0, 8)}`;
  const account = { username, email: `${username}@example.test`, password: "correct horse battery" };
  return post("auth/register", undefined, account);
}

async function post(path, user, body) {
  const response = await fetch(`${api}/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${user?.token}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  }
  return response.json();
}

async function connect(user) {
  user.messages = [];
  user.connection = new HubConnectionBuilder()
    .withUrl(api, { transport: HttpTransportType[transport], accessTokenFactory: () => user.token })
    .configureLogging(LogLevel.Error)
    .build();
  user.connection.on("new-message", (message) => {
    user.messages.push(message);
    user.noticed?.();
  });
  await user.connection.start();
}

async function join(user, room) {
  const joined = await user.connection.invoke("join-room", JSON.stringify({ chatroom_id: room.id }));
  if (joined.chatroom_id !== room.id) {
    throw new Error(`join-room answered ${JSON.stringify(joined)}`);
  }
}

/** The two take turns, so that there is one order to expect. */
async function chat(room) {
  const replies = [];
  for (let i = 1; i <= messagesPerRoom; i++) {
    const sender = i % 2 === 0 ? ada : grace;
    const message = { chatroom_id: room.id, content: `line ${i} – ¡hola! 👋`, client_message_id: randomUUID() };
    replies.push(await sender.connection.invoke("send-message", JSON.stringify(message)));
  }
  return replies;
}

/** What arrived, by room, in the order of arrival. */
async function receivedBy(user) {
  const expected = messagesPerRoom * Object.keys(rooms).length;
  const timer = setTimeout(() => fail(`${user.messages.length} of ${expected} messages arrived`), patience);
  while (user.messages.length < expected) {
    await new Promise((noticed) => (user.noticed = noticed));
  }
  clearTimeout(timer);
  const of = (room) => user.messages.filter((message) => message.chatroom_id === room.id);
  return { group: of(rooms.group), direct: of(rooms.direct) };
}

function fail(reason) {
  console.error(reason);
  process.exit(1);
}

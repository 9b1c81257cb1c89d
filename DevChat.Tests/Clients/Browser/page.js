// A web app with SignalR's client as its documentation shows it: no option about credentials.
// The address of the API, a token, a room and a transport stand behind #, as a query.
// Tells its own server what it got to see: the message it sent and the event about it, or what failed.
const told = new URLSearchParams(location.hash.slice(1));
const api = new URL("api", told.get("api")).href;
const token = told.get("token");
const room = Number(told.get("room"));

chat().then(tell, (failure) => tell({ failure: String(failure) }));

async function chat() {
  const connection = new signalR.HubConnectionBuilder()
    .withUrl(api, { transport: signalR.HttpTransportType[told.get("transport")], accessTokenFactory: () => token })
    .build();
  const event = new Promise((heard) => connection.on("new-message", heard));
  await connection.start();
  await connection.invoke("join-room", { chatroom_id: room });
  const answer = await fetch(`${api}/messages`, {
    method: "POST",
    credentials: "include",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ chatroom_id: room, content: "Hello from a browser" }),
  });
  return {
    browser: navigator.userAgent,
    request_id: answer.headers.get("X-Request-Id"),
    message: await answer.json(),
    event: await event,
  };
}

function tell(story) {
  return fetch("told", { method: "POST", body: JSON.stringify(story) });
}

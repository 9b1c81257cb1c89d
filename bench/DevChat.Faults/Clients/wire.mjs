const OPERATIONS = [
  ['send', 'POST', /^\/messages$/],
  ['read', 'PUT', /^\/messages\/(?<room>\d+)\/read$/],
  ['delete', 'DELETE', /^\/messages\/(?<id>\d+)$/],
  ['rename', 'PUT', /^\/chatrooms\/(?<room>\d+)$/],
  ['add', 'POST', /^\/chatrooms\/(?<room>\d+)\/participants$/],
  ['remove', 'DELETE', /^\/chatrooms\/(?<room>\d+)\/participants\/(?<participant>\d+)$/],
];

/**
 * Tells of each operation of the library that it was asked for, that it was acknowledged, and of each request how it
 * ended. An answer counts when the client has all of it. The result tells how many requests have no end yet.
 */
export function watchRequests(tell, onSent) {
  const original = globalThis.fetch;
  let requests = 0;
  let ended = 0;
  globalThis.fetch = async (url, init = {}) => {
    const { pathname } = new URL(url);
    if (!pathname.startsWith('/api/')) return original(url, init);
    const method = init.method ?? 'GET';
    const operation = operationOf(method, pathname.slice('/api'.length), init);
    const request = { request: ++requests, ...operation };
    if (operation) tell({ is: 'asked', ...request, at: Date.now() });
    const startedAt = performance.now();
    const end = (status) => {
      ended++;
      tell({ is: 'ended', what: `${method} ${pathname}`, status, ms: performance.now() - startedAt });
    };
    try {
      const response = await original(url, init);
      const text = await response.text();
      if (response.ok && operation)
        tell({ is: 'acknowledged', ...request, ...answered(operation, text, onSent), at: Date.now() });
      end(response.status);
      return new Response(text || null, response);
    } catch (error) {
      end(0);
      throw error;
    }
  };
  return () => requests - ended;
}

function operationOf(method, path, init) {
  for (const [op, verb, pattern] of OPERATIONS) {
    const match = verb === method && pattern.exec(path);
    if (match)
      return { op, user: userOf(init), ...numbers(match.groups), ...details(op, JSON.parse(init.body ?? '{}')) };
  }
  return null;
}

function numbers(groups = {}) {
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, Number(text)]));
}

function details(op, body) {
  if (op === 'send') return { room: body.chatroom_id, key: body.client_message_id };
  if (op === 'rename') return { name: body.name };
  if (op === 'add') return { participant: body.user_ids[0] };
  return {};
}

function answered({ op }, text, onSent) {
  if (op !== 'send' && op !== 'read') return {};
  const answer = JSON.parse(text);
  if (op === 'read') return { seq: answer.last_read_seq };
  onSent(answer);
  return { id: answer.id, seq: answer.seq };
}

function userOf({ headers }) {
  const [, payload] = headers['Authorization'].split('.');
  return JSON.parse(Buffer.from(payload, 'base64url')).userId;
}

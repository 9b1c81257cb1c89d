import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test, vi } from 'vitest';
import { NetworkError } from '../../src/errors.js';
import { Http } from '../../src/http.js';
import { Session } from '../../src/session.js';

const { timeout } = AbortSignal;

afterEach(() => {
  vi.unstubAllGlobals();
  AbortSignal.timeout = timeout;
});

function answering(...answers: (Response | Error)[]) {
  const fetch = vi.fn(async (_url: string, _init: RequestInit): Promise<Response> => {
    const answer = answers.shift()!;
    if (answer instanceof Error) throw answer;
    return answer;
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

const json = (status: number, body: unknown, headers = {}) => new Response(JSON.stringify(body), { status, headers });
const unauthorized = () => json(401, { code: 'session_ended', status: 401, title: 'Unauthorized' });
const tokensOf = (fetch: ReturnType<typeof answering>) =>
  fetch.mock.calls.map(([, init]) => (init.headers as Record<string, string>)['Authorization']);

test('An answer is read as JSON, and an empty one as nothing', async () => {
  const fetch = answering(json(200, { id: 7 }), new Response(null, { status: 204 }));
  const http = new Http('http://server', new Session({ getToken: () => 'token' }));
  expect(await http.request('GET', '/things', { query: { limit: 5, cursor: null } })).toEqual({ id: 7 });
  expect(await http.request('DELETE', '/things/7')).toBeUndefined();
  expect(fetch.mock.calls[0]?.[0]).toBe('http://server/api/things?limit=5');
});

test('A problem document becomes an ApiError', async () => {
  const problem = { code: 'rate_limited', status: 429, title: 'Too Many Requests', errors: { name: ['is required'] } };
  answering(json(429, problem, { 'Retry-After': '3' }));
  const http = new Http('', new Session({ getToken: () => 'token' }));
  await expect(http.request('GET', '/')).rejects.toMatchObject({
    name: 'ApiError',
    code: 'rate_limited',
    status: 429,
    retryAfter: 3000,
    errors: { name: ['is required'] },
  });
});

test('A refusal of a proxy has a code, too', async () => {
  answering(new Response('<h1>Bad gateway</h1>', { status: 502 }));
  const http = new Http('', new Session({ getToken: () => 'token' }));
  await expect(http.request('GET', '/')).rejects.toMatchObject({ code: 'http_502', status: 502 });
});

test('A lost answer and a page of a captive portal are network errors', async () => {
  answering(new TypeError('fetch failed'), new Response('<html>'));
  const http = new Http('', new Session({ getToken: () => 'token' }));
  await expect(http.request('GET', '/')).rejects.toBeInstanceOf(NetworkError);
  await expect(http.request('GET', '/')).rejects.toBeInstanceOf(NetworkError);
});

test('A request without an answer ends, also after a garbage collection', async () => {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  const collecting = setInterval(collect, 20);
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  // Not a mock of vitest: that would keep the signal from being collected.
  AbortSignal.timeout = () => timeout.call(AbortSignal, 200);

  const http = new Http(
    `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    new Session({ getToken: () => 'token' }),
  );
  const request = http.request('GET', '/', { signal: new AbortController().signal });

  await expect(request).rejects.toBeInstanceOf(NetworkError);
  clearInterval(collecting);
  silent.closeAllConnections();
  silent.close();
});

test('After 401 the token is renewed once, and the request repeated once', async () => {
  let token = 'old';
  const fetch = answering(unauthorized(), json(200, 'done'));
  const onUnauthorized = vi.fn(() => void (token = 'new'));
  const http = new Http('', new Session({ getToken: () => token, onUnauthorized }));
  expect(await http.request('GET', '/')).toBe('done');
  expect(tokensOf(fetch)).toEqual(['Bearer old', 'Bearer new']);
  expect(onUnauthorized).toHaveBeenCalledTimes(1);
});

test('Requests that are refused together renew the token once', async () => {
  let token = 'old';
  answering(unauthorized(), unauthorized(), unauthorized(), json(200, 1), json(200, 2), json(200, 3));
  const onUnauthorized = vi.fn(async () => void (token = 'new'));
  const http = new Http('', new Session({ getToken: () => token, onUnauthorized }));
  await Promise.all([1, 2, 3].map(() => http.request('GET', '/')));
  expect(onUnauthorized).toHaveBeenCalledTimes(1);
});

test('If the token cannot be renewed, the 401 stays', async () => {
  const fetch = answering(unauthorized());
  const http = new Http('', new Session({ getToken: () => 'token' }));
  await expect(http.request('GET', '/')).rejects.toMatchObject({ status: 401 });
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('Over all tabs, renewals run one at a time under a Web Lock', async () => {
  const request = vi.fn((_name: string, _options: object, work: () => Promise<unknown>) => work());
  vi.stubGlobal('navigator', { locks: { request } });
  answering(unauthorized());
  const http = new Http('', new Session({ getToken: () => 'token' }));
  await expect(http.request('GET', '/')).rejects.toMatchObject({ status: 401 });
  expect(request.mock.calls[0]?.[0]).toBe('devchat:session');
});

test('Nobody signed in is a 401 that needs no request', async () => {
  const fetch = answering();
  const http = new Http('', new Session({ getToken: () => null }));
  await expect(http.request('GET', '/')).rejects.toMatchObject({ code: 'session_ended', status: 401 });
  expect(fetch).not.toHaveBeenCalled();
});

test('The token names the user', async () => {
  const payload = btoa(JSON.stringify({ userId: 42, email: 'ada@example.org' })).replaceAll('=', '');
  expect(await new Session({ getToken: () => `head.${payload}.signature` }).userId()).toBe(42);
});

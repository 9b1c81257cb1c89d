import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection } from '../../src/connection.js';
import { ApiError, NetworkError } from '../../src/errors.js';
import type { HubHandlers } from '../../src/hub.js';
import { Waker } from '../../src/waker.js';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(1);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function connect() {
  const hubs: { close: () => void; invoke: ReturnType<typeof vi.fn> }[] = [];
  const negotiate = vi.fn(async () => ({ url: 'http://server/client', accessToken: 'grant' }));
  const onOpen = vi.fn(async (_signal: AbortSignal) => {});
  const createHub = (_grant: unknown, { onClose }: HubHandlers) => {
    const invoke = vi.fn(async () => null as never);
    const stop = vi.fn(async () => onClose());
    hubs.push({ close: onClose, invoke });
    return { start: async () => {}, stop, invoke };
  };
  const connection = new Connection({ negotiate, createHub, onEvent: vi.fn(), onOpen, waker: new Waker() });
  connection.start();
  return { connection, hubs, negotiate, onOpen };
}

const passing = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

test('It says that the user is online before it catches up, and is connected after that', async () => {
  const { connection, hubs, onOpen } = connect();
  let finish = () => {};
  onOpen.mockImplementationOnce(() => new Promise((resolve) => (finish = resolve)));
  expect(connection.state).toBe('connecting');
  await passing(0);
  expect(hubs[0]?.invoke).toHaveBeenCalledWith('user-online', {});
  expect(connection.state).toBe('syncing');
  finish();
  await passing(0);
  expect(connection.state).toBe('connected');
  connection.stop();
});

test('It repeats user-online every 30 seconds', async () => {
  const { connection, hubs } = connect();
  await passing(90_000);
  expect(hubs[0]?.invoke).toHaveBeenCalledTimes(4);
  connection.stop();
});

test('A lost connection is opened anew after a wait, and each failure doubles the wait', async () => {
  const { connection, hubs, negotiate } = connect();
  await passing(0);
  negotiate.mockRejectedValueOnce(new NetworkError('offline'));
  hubs[0]?.close();
  await passing(499);
  expect([connection.state, negotiate.mock.calls.length]).toEqual(['waiting', 1]);
  await passing(1);
  expect([connection.state, negotiate.mock.calls.length]).toEqual(['waiting', 2]);
  await passing(999);
  expect(negotiate).toHaveBeenCalledTimes(2);
  await passing(1);
  expect(connection.state).toBe('connected');
  connection.stop();
});

test('A connection that cannot catch up is opened anew', async () => {
  const { connection, hubs, onOpen } = connect();
  onOpen.mockRejectedValueOnce(new ApiError({ code: 'store_unavailable', status: 503, title: 'Busy' }, 2000));
  await passing(2499);
  expect(hubs).toHaveLength(1);
  await passing(1);
  expect(connection.state).toBe('connected');
  connection.stop();
});

test('A connection that ends while it catches up does not become connected', async () => {
  const { connection, hubs, onOpen } = connect();
  onOpen.mockImplementationOnce(() => new Promise(() => {}));
  await passing(0);
  hubs[0]?.close();
  await passing(0);
  expect(connection.state).toBe('waiting');
  expect(onOpen.mock.calls[0]?.[0].aborted).toBe(true);
  connection.stop();
});

test('A heartbeat without an answer ends the connection', async () => {
  const { connection, hubs } = connect();
  await passing(0);
  hubs[0]?.invoke.mockReturnValue(new Promise(() => {}));
  await passing(30_000 + 10_000);
  await passing(500);
  expect(hubs).toHaveLength(2);
  connection.stop();
});

test('Waking from sleep probes the connection at once', async () => {
  const { connection, hubs } = connect();
  await passing(4_000);
  hubs[0]?.invoke.mockClear();
  vi.setSystemTime(Date.now() + 3_600_000);
  await passing(1_000);
  expect(hubs[0]?.invoke).toHaveBeenCalledWith('user-online', {});
  connection.stop();
});

test('A connection that died in a sleep is replaced within two seconds of waking', async () => {
  const { connection, hubs } = connect();
  await passing(20_000);
  hubs[0]?.invoke.mockReturnValue(new Promise(() => {}));
  vi.setSystemTime(Date.now() + 3_600_000);
  await passing(2_000);
  expect([hubs.length, connection.state]).toEqual([2, 'connected']);
  connection.stop();
});

test('The end of the session stops it, and a new start connects again', async () => {
  const { connection, negotiate } = connect();
  await passing(0);
  connection.stop();
  negotiate.mockRejectedValueOnce(new ApiError({ code: 'session_ended', status: 401, title: 'Over' }));
  connection.start();
  await passing(60_000);
  expect(connection.getSnapshot()).toMatchObject({ state: 'stopped', error: { code: 'session_ended' } });
  connection.start();
  await passing(0);
  expect(connection.state).toBe('connected');
  connection.stop();
});

test('After a connection that lasted the wait is short again', async () => {
  const { connection, hubs, negotiate } = connect();
  await passing(0);
  negotiate.mockRejectedValueOnce(new NetworkError('offline')).mockRejectedValueOnce(new NetworkError('offline'));
  hubs[0]?.close();
  await passing(500 + 1000 + 2000);
  expect(hubs).toHaveLength(2);
  await passing(60_000);
  hubs[1]?.close();
  await passing(500);
  expect(hubs).toHaveLength(3);
  connection.stop();
});

test('A connection whose session ended is opened with a new grant', async () => {
  const { connection, hubs, onOpen } = connect();
  onOpen.mockRejectedValueOnce(new ApiError({ code: 'session_ended', status: 401, title: 'Over' }));
  await passing(500);
  expect(hubs).toHaveLength(2);
  expect(connection.state).toBe('connected');
  connection.stop();
});

test('After a stop no timer is left', async () => {
  const { connection } = connect();
  await passing(0);
  connection.stop();
  await passing(0);
  expect(vi.getTimerCount()).toBe(0);
});

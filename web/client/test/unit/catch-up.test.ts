import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CatchUp } from '../../src/catch-up.js';
import { ApiError } from '../../src/errors.js';
import { Waker } from '../../src/waker.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function connected(isBehind: boolean) {
  const sync = vi.fn(async () => {});
  const catchUp = new CatchUp({ sync, isBehind: () => isBehind, waker: new Waker() });
  const life = new AbortController();
  catchUp.start(life.signal);
  return { catchUp, sync, life };
}

test('Many hints that something is missing lead to one sync', async () => {
  const { catchUp, sync } = connected(true);
  for (let hint = 0; hint < 10; hint++) catchUp.hint();
  await vi.advanceTimersByTimeAsync(500);
  expect(sync).toHaveBeenCalledTimes(1);
});

test('If the missing event arrives by itself, there is no sync', async () => {
  const { catchUp, sync } = connected(false);
  catchUp.hint();
  await vi.advanceTimersByTimeAsync(500);
  expect(sync).not.toHaveBeenCalled();
});

test('A sync that fails is tried again', async () => {
  const { catchUp, sync } = connected(true);
  sync.mockRejectedValueOnce(new ApiError({ code: 'store_unavailable', status: 503, title: 'Busy' }));
  catchUp.hint();
  await vi.advanceTimersByTimeAsync(1000);
  expect(sync).toHaveBeenCalledTimes(2);
});

test('It syncs every 5 minutes, as long as the connection lives', async () => {
  const { catchUp, sync, life } = connected(true);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(sync).toHaveBeenCalledTimes(2);
  life.abort();
  catchUp.hint();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(sync).toHaveBeenCalledTimes(2);
});

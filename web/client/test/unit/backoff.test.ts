import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { backoff } from '../../src/backoff.js';
import { ApiError, NetworkError } from '../../src/errors.js';
import { retry } from '../../src/retry.js';
import { Waker } from '../../src/waker.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const refusal = (status: number, retryAfter: number | null = null) =>
  new ApiError({ code: 'refused', status, title: 'Refused' }, retryAfter);

function failing(...errors: Error[]) {
  return vi.fn(async () => {
    const error = errors.shift();
    if (error) throw error;
    return 'done';
  });
}

test('A wait is any time up to a limit that doubles until the cap', () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  expect([0, 1, 2, 3, 10].map((attempt) => backoff(attempt))).toEqual([250, 500, 1000, 2000, 15_000]);
  vi.spyOn(Math, 'random').mockReturnValue(0);
  expect(backoff(10)).toBe(0);
});

test('Lost answers and transient refusals are tried again', async () => {
  const work = failing(new NetworkError('lost'), refusal(503), refusal(429));
  const result = retry(work, new Waker(), new AbortController().signal);
  await vi.runAllTimersAsync();
  expect(await result).toBe('done');
  expect(work).toHaveBeenCalledTimes(4);
});

test('A refusal for good is not tried again', async () => {
  const work = failing(refusal(404));
  await expect(retry(work, new Waker(), new AbortController().signal)).rejects.toThrow('Refused');
  expect(work).toHaveBeenCalledTimes(1);
});

test('Nothing shortens the wait that the server asked for', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  const waker = new Waker();
  const work = failing(refusal(429, 5000));
  const result = retry(work, waker, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(4999);
  waker.wake();
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(work).toHaveBeenCalledTimes(1);
  waker.wake();
  expect(await result).toBe('done');
});

test('Waking ends the other waits', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(1);
  const waker = new Waker();
  const work = failing(new NetworkError('lost'));
  const result = retry(work, waker, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(0);
  waker.wake();
  expect(await result).toBe('done');
});

test('Without a session nothing is tried until the client is woken', async () => {
  const waker = new Waker();
  const work = failing(refusal(401));
  const result = retry(work, waker, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(work).toHaveBeenCalledTimes(1);
  waker.wake();
  expect(await result).toBe('done');
});

test('An abort ends the waiting', async () => {
  const stop = new AbortController();
  const result = retry(failing(refusal(503, 60_000)), new Waker(), stop.signal);
  await vi.advanceTimersByTimeAsync(0);
  stop.abort();
  await expect(result).rejects.toThrow();
  expect(vi.getTimerCount()).toBe(0);
});

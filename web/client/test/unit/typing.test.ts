import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Typing } from '../../src/typing.js';
import { ROOM } from '../support/data.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const grace = { chatroom_id: ROOM, user: { id: 2, username: 'grace' } };

test('A user who does not say so again is no longer shown after 5 seconds', () => {
  const typing = new Typing(vi.fn());
  typing.began(grace);
  vi.advanceTimersByTime(4000);
  typing.began(grace);
  vi.advanceTimersByTime(4999);
  expect(typing.users(ROOM)).toEqual([grace.user]);
  vi.advanceTimersByTime(1);
  expect(typing.users(ROOM)).toEqual([]);
});

test('A user who stops is no longer shown', () => {
  const typing = new Typing(vi.fn());
  typing.began(grace);
  typing.ended(ROOM, 2);
  expect(typing.users(ROOM)).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('Key presses are announced every 3 seconds, and the end once', () => {
  const call = vi.fn();
  const typing = new Typing(call);
  for (let press = 0; press < 40; press++) {
    typing.announce(ROOM);
    vi.advanceTimersByTime(100);
  }
  typing.announceEnd(ROOM);
  typing.announceEnd(ROOM);
  expect(call.mock.calls).toEqual([
    ['typing', ROOM],
    ['typing', ROOM],
    ['stop-typing', ROOM],
  ]);
});

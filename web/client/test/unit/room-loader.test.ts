import { expect, test, vi } from 'vitest';
import type { Chatroom } from '../../src/events.js';
import { ApiError, NetworkError } from '../../src/errors.js';
import { RoomLoader } from '../../src/room-loader.js';
import { Waker } from '../../src/waker.js';
import { chatroom, ROOM } from '../support/data.js';
import { eventually } from '../support/settle.js';

function loading() {
  const fetch = vi.fn(async (id: number): Promise<Chatroom> => chatroom({ id }));
  const onRoom = vi.fn();
  const waker = new Waker();
  return { loader: new RoomLoader({ fetch, onRoom, waker }), fetch, onRoom, waker };
}

test('After a lost answer the room is asked for again', async () => {
  const { loader, fetch, onRoom, waker } = loading();
  fetch.mockRejectedValueOnce(new NetworkError('lost'));
  loader.load(ROOM);
  await eventually(() => waker.wake() ?? onRoom.mock.calls.length === 1, 'the room is there');
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('A room that changes while it is on its way is asked for once more', async () => {
  const { loader, fetch, onRoom } = loading();
  for (let change = 0; change < 3; change++) loader.load(ROOM);
  await eventually(() => onRoom.mock.calls.length === 2, 'the room is there');
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('A room that is gone is not asked for again, unless somebody wants it anew', async () => {
  const { loader, fetch, onRoom } = loading();
  fetch.mockRejectedValueOnce(new ApiError({ code: 'chatroom_not_found', status: 404, title: 'Not found' }));
  loader.load(ROOM);
  await eventually(() => fetch.mock.results.length === 1, 'it was asked for');
  loader.load(ROOM);
  await eventually(() => onRoom.mock.calls.length === 1, 'the room is there');
  expect(fetch).toHaveBeenCalledTimes(2);
});

import { expect, test, vi } from 'vitest';
import { ApiError, NetworkError } from '../../src/errors.js';
import { OpenRooms } from '../../src/open-rooms.js';
import { Waker } from '../../src/waker.js';
import { ROOM } from '../support/data.js';
import { eventually } from '../support/settle.js';

function rooms() {
  const join = vi.fn(async () => 12);
  const leave = vi.fn(async () => null);
  const onJoined = vi.fn();
  const waker = new Waker();
  return { openRooms: new OpenRooms({ join, leave, onJoined, waker }), join, leave, onJoined, waker };
}

const refusal = (status: number) => new ApiError({ code: 'refused', status, title: 'Refused' });

test('A room that is open twice is joined once, and left when both are closed', () => {
  const { openRooms, join, leave } = rooms();
  openRooms.open(ROOM);
  openRooms.open(ROOM);
  expect(openRooms.close(ROOM)).toBe(false);
  expect(leave).not.toHaveBeenCalled();
  expect(openRooms.close(ROOM)).toBe(true);
  expect(join).toHaveBeenCalledTimes(1);
  expect(leave).toHaveBeenCalledTimes(1);
});

test('A new connection joins all open rooms, and the newest seq of each is told', async () => {
  const { openRooms, join, onJoined } = rooms();
  openRooms.open(ROOM);
  openRooms.open(8);
  await eventually(() => onJoined.mock.calls.length === 2, 'both are joined');
  await openRooms.joinAll();
  expect(join).toHaveBeenCalledTimes(4);
  expect(onJoined).toHaveBeenLastCalledWith(8, 12);
});

test('A room that is gone does not hold up the others, but a busy server does', async () => {
  const { openRooms, join } = rooms();
  openRooms.open(ROOM);
  join.mockRejectedValueOnce(refusal(404));
  await openRooms.joinAll();
  join.mockRejectedValueOnce(refusal(503));
  await expect(openRooms.joinAll()).rejects.toThrow('Refused');
});

test('A room that is opened without a connection is joined later', async () => {
  const { openRooms, join, onJoined, waker } = rooms();
  join.mockRejectedValueOnce(new NetworkError('offline'));
  openRooms.open(ROOM);
  await eventually(() => waker.wake() ?? onJoined.mock.calls.length > 0, 'it is joined');
});

import { expect, test, vi } from 'vitest';
import { NetworkError } from '../../src/errors.js';
import { ReadMarker } from '../../src/read-marker.js';
import { Waker } from '../../src/waker.js';
import { ROOM } from '../support/data.js';
import { eventually } from '../support/settle.js';

function marking() {
  const put = vi.fn(async (roomId: number, seq: number) => ({
    chatroom_id: roomId,
    unread_count: 0,
    last_seq: seq,
    last_read_seq: seq,
    revision: seq,
  }));
  const receipts: number[] = [];
  const waker = new Waker();
  const marker = new ReadMarker({ put, onReceipt: ({ last_read_seq }) => receipts.push(last_read_seq), waker });
  return { marker, put, receipts, waker };
}

test('While one position is on its way, only the last of the others is sent', async () => {
  const { marker, receipts } = marking();
  for (const seq of [1, 2, 3, 4]) marker.mark(ROOM, seq);
  await eventually(() => receipts.includes(4), 'the last is sent');
  expect(receipts).toEqual([1, 4]);
});

test('A position never moves back', async () => {
  const { marker, put, receipts } = marking();
  marker.mark(ROOM, 4);
  await eventually(() => receipts.length === 1, 'it is sent');
  marker.mark(ROOM, 3);
  expect(put).toHaveBeenCalledTimes(1);
});

test('After a lost answer the newest position is sent', async () => {
  const { marker, put, receipts, waker } = marking();
  put.mockRejectedValueOnce(new NetworkError('lost'));
  marker.mark(ROOM, 1);
  marker.mark(ROOM, 2);
  await eventually(() => waker.wake() ?? receipts.length === 1, 'it is sent');
  expect(receipts).toEqual([2]);
});

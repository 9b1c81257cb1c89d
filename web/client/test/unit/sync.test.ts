import { expect, test, vi } from 'vitest';
import { ApiError } from '../../src/errors.js';
import type { Change, Chatroom, SyncPage } from '../../src/events.js';
import { Sync } from '../../src/sync.js';
import { chatroom, message } from '../support/data.js';

const created = (id: number): Change => ({ event: 'chatroom-created', payload: chatroom({ id }) });
const resync = () => new ApiError({ code: 'resync_required', status: 410, title: 'Gone' });
const signal = new AbortController().signal;

function syncOver(...pages: (SyncPage | Error)[]) {
  const fetchPage = vi.fn(async (_since: string | null) => {
    const page = pages.shift()!;
    if (page instanceof Error) throw page;
    return page;
  });
  const applied: Change[] = [];
  const snapshots: number[][] = [];
  const onResync = vi.fn();
  const sync = new Sync({
    fetchPage,
    onChange: (change) => applied.push(change),
    onResync,
    onSnapshot: (rooms: ReadonlyMap<number, Chatroom>) => snapshots.push([...rooms.keys()]),
  });
  return { sync, fetchPage, applied, snapshots, onResync };
}

const page = (next: string, changes: Change[] = [], more = false): SyncPage => ({ changes, next, more });

test('The first sync reads all rooms, the next ones the changes since the token', async () => {
  const { sync, fetchPage, applied, snapshots } = syncOver(
    page('a', [created(7)], true),
    page('b', [created(8)]),
    page('c', [{ event: 'new-message', payload: message(1) }]),
  );
  await sync.run(signal);
  expect(snapshots).toEqual([[7, 8]]);
  await sync.run(signal);
  expect(fetchPage.mock.calls.map(([since]) => since)).toEqual([null, 'a', 'b']);
  expect(applied.map(({ event }) => event)).toEqual(['chatroom-created', 'chatroom-created', 'new-message']);
  expect(snapshots).toHaveLength(1);
});

test('A sync that was cut off goes on where it stopped, and its snapshot is complete', async () => {
  const { sync, fetchPage, snapshots } = syncOver(
    page('a', [created(7)], true),
    new Error('cut'),
    page('b', [created(8)]),
  );
  await expect(sync.run(signal)).rejects.toThrow('cut');
  await sync.run(signal);
  expect(fetchPage.mock.calls.map(([since]) => since)).toEqual([null, 'a', 'a']);
  expect(snapshots).toEqual([[7, 8]]);
});

test('A token that the server refuses begins a new snapshot', async () => {
  const { sync, fetchPage, snapshots, onResync } = syncOver(page('a', [created(7)]), resync(), page('b', [created(8)]));
  await sync.run(signal);
  await sync.run(signal);
  expect(fetchPage.mock.calls.map(([since]) => since)).toEqual([null, 'a', null]);
  expect(onResync).toHaveBeenCalledTimes(1);
  expect(snapshots).toEqual([[7], [8]]);
});

test('Syncs run one after the other', async () => {
  const { sync, fetchPage } = syncOver(page('a'), page('b'));
  await Promise.all([sync.run(signal), sync.run(signal)]);
  expect(fetchPage.mock.calls.map(([since]) => since)).toEqual([null, 'a']);
});

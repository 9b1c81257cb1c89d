import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../src/errors.js';
import type { MessagePage } from '../../src/events.js';
import { Timeline } from '../../src/timeline.js';
import { Waker } from '../../src/waker.js';
import { message, messages } from '../support/data.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A server with so many messages. */
function server(count: number) {
  const state = { count };
  const fetchPage = vi.fn(
    async ({ before, after, limit }: { before?: number; after?: number; limit: number }): Promise<MessagePage> => {
      const last = before === undefined ? state.count : before - 1;
      const first = after === undefined ? Math.max(1, last - limit + 1) : after + 1;
      const end = after === undefined ? last : Math.min(last, after + limit);
      const hasMore = after === undefined ? first > 1 : end < state.count;
      return { messages: messages(first, end), has_more: hasMore, last_seq: state.count };
    },
  );
  return { state, fetchPage };
}

function timelineOf({ fetchPage }: ReturnType<typeof server>, onShown = vi.fn()) {
  return new Timeline({ fetchPage, onShown, waker: new Waker() });
}

const seqs = (timeline: Timeline) => timeline.getSnapshot().messages.map(({ seq }) => seq);

test('The newest page is loaded first, then older ones', async () => {
  const timeline = timelineOf(server(120));
  await timeline.load();
  expect(seqs(timeline)).toEqual(messages(71, 120).map(({ seq }) => seq));
  await timeline.loadOlder();
  await timeline.loadOlder();
  expect(seqs(timeline)).toHaveLength(120);
  expect(timeline.getSnapshot()).toMatchObject({ hasOlder: false, isLoadingOlder: false, status: 'loaded' });
});

test('A hole that closes within 300 ms is not fetched', async () => {
  const backend = server(2);
  const timeline = timelineOf(backend);
  await timeline.load();
  timeline.add([message(4)]);
  expect(seqs(timeline)).toEqual([1, 2]);
  await vi.advanceTimersByTimeAsync(299);
  timeline.add([message(3)]);
  expect(seqs(timeline)).toEqual([1, 2, 3, 4]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(backend.fetchPage).toHaveBeenCalledTimes(1);
});

test('A hole that lasts is fetched', async () => {
  const backend = server(2);
  const timeline = timelineOf(backend);
  await timeline.load();
  backend.state.count = 250;
  timeline.add([message(250)]);
  await vi.advanceTimersByTimeAsync(300);
  expect(seqs(timeline)).toEqual(messages(1, 250).map(({ seq }) => seq));
  expect(backend.fetchPage.mock.calls.slice(1).map(([query]) => query.after)).toEqual([2, 102, 202]);
});

test('A hole that appears while another is fetched is fetched, too', async () => {
  const backend = server(1);
  const timeline = timelineOf(backend);
  await timeline.load();
  backend.state.count = 3;
  timeline.add([message(3)]);
  const fetchPage = backend.fetchPage.getMockImplementation()!;
  backend.fetchPage.mockImplementationOnce(async (query) => {
    const page = await fetchPage(query);
    backend.state.count = 5;
    timeline.add([message(5)]);
    return page;
  });
  await vi.runAllTimersAsync();
  expect(seqs(timeline)).toEqual([1, 2, 3, 4, 5]);
});

test('A reload loads as far back as before', async () => {
  const timeline = timelineOf(server(200));
  await timeline.load();
  await timeline.loadOlder();
  await timeline.reload();
  expect(seqs(timeline)[0]).toBeLessThanOrEqual(101);
});

test('A message that is known to exist is fetched, even if no event brings it', async () => {
  const backend = server(2);
  const timeline = timelineOf(backend);
  await timeline.load();
  backend.state.count = 3;
  timeline.expect(3);
  await vi.advanceTimersByTimeAsync(300);
  expect(seqs(timeline)).toEqual([1, 2, 3]);
});

test('A failed fetch of a hole is tried again', async () => {
  const backend = server(2);
  const timeline = timelineOf(backend);
  await timeline.load();
  backend.state.count = 4;
  backend.fetchPage.mockRejectedValueOnce(new ApiError({ code: 'store_unavailable', status: 503, title: 'Busy' }));
  timeline.add([message(4)]);
  await vi.runAllTimersAsync();
  expect(seqs(timeline)).toEqual([1, 2, 3, 4]);
});

test('Messages are told once when they come into view', async () => {
  const onShown = vi.fn();
  const timeline = timelineOf(server(1), onShown);
  await timeline.load();
  timeline.add([message(3)]);
  timeline.add([message(2), message(3)]);
  timeline.add([message(2)]);
  expect(onShown.mock.calls.flatMap(([shown]) => shown.map(({ seq }: { seq: number }) => seq))).toEqual([1, 2, 3]);
  timeline.stop();
});

test('A reload keeps the old messages in view until the new page is there', async () => {
  const backend = server(3);
  const timeline = timelineOf(backend);
  await timeline.load();
  backend.state.count = 5;
  const reloaded = timeline.reload();
  expect(seqs(timeline)).toEqual([1, 2, 3]);
  await reloaded;
  expect(seqs(timeline)).toEqual([1, 2, 3, 4, 5]);
});

test('An answer from before a reset is not shown after it', async () => {
  const timeline = timelineOf(server(3));
  const loaded = timeline.load();
  timeline.reset();
  await loaded;
  expect(timeline.getSnapshot()).toMatchObject({ status: 'empty', messages: [] });
});

test('A refusal for good is shown, and loading may be tried again', async () => {
  const backend = server(3);
  const timeline = timelineOf(backend);
  backend.fetchPage.mockRejectedValueOnce(new ApiError({ code: 'chatroom_not_found', status: 404, title: 'None' }));
  await timeline.load();
  expect(timeline.getSnapshot().status).toBe('failed');
  await timeline.load();
  expect(seqs(timeline)).toEqual([1, 2, 3]);
});

test('A message that waits for earlier ones when the messages are forgotten is waited for no longer', async () => {
  const onShown = vi.fn();
  const timeline = timelineOf(server(2), onShown);
  await timeline.load();
  onShown.mockClear();
  timeline.add([message(4)]);
  expect(onShown).not.toHaveBeenCalled();
  timeline.reset();
  expect(onShown.mock.calls).toEqual([[[message(4)]]]);
});

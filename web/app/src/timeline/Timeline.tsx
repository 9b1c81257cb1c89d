import type { components, Room } from '@devchat/client';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Divider from '@mui/material/Divider';
import Fab from '@mui/material/Fab';
import LinearProgress from '@mui/material/LinearProgress';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { VList, type VListHandle } from 'virtua';
import { useClient } from '../session/ClientProvider.tsx';
import { dayOf, fullDate } from '../shared/dates.ts';
import { Icon } from '../shared/Icon.tsx';
import { useObservable, useSelected } from '../shared/use-observable.ts';
import { ConfirmDialog } from '../shared/ConfirmDialog.tsx';
import { entriesOf, type Entry } from './entries.ts';
import { MessageRow, PendingRow } from './MessageRow.tsx';

type Message = components['schemas']['Message'];

/** Pixels from the end of a list within which a person is at the end. */
const AT_END = 40;
/** Pixels from its beginning within which older messages are loaded. */
const NEAR_START = 400;

/** The messages of one room. Its parent makes a new one for each room. */
export function Timeline({ room }: { room: Room }) {
  const { t } = useTranslation();
  const client = useClient();
  const timeline = client.timeline(room.id);
  const { messages, status, hasOlder } = useObservable(timeline);
  const pending = useSelected(client.outbox, () => client.outbox.pending(room.id));
  const [lastReadSeq] = useState(() => (room.unread_count > 0 ? room.last_read_seq : Infinity));
  const entries = useMemo(
    () => entriesOf(messages, pending, lastReadSeq, client.userId),
    [messages, pending, lastReadSeq, client.userId],
  );
  const [deleting, setDeleting] = useState<Message | null>(null);
  const list = useRef<VListHandle>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const isPrepending = useIsPrepending(entries);

  useLayoutEffect(() => {
    if (isAtEnd && entries.length > 0) list.current?.scrollToIndex(entries.length - 1, { align: 'end' });
  }, [isAtEnd, entries]);

  useMarkRead(room, messages.at(-1)?.seq ?? 0, isAtEnd);

  const onScroll = (offset: number) => {
    const { scrollSize, viewportSize } = list.current!;
    setAtEnd(scrollSize - viewportSize - offset < AT_END);
    if (offset < NEAR_START && hasOlder && status === 'loaded') void timeline.loadOlder();
  };

  if (entries.length === 0) return <Empty status={status} onRetry={() => void timeline.load()} />;
  return (
    <Box sx={{ position: 'relative', flex: 1, minHeight: 0 }}>
      {status === 'loading' && (
        <LinearProgress aria-label={t('loadingOlder')} sx={{ position: 'absolute', width: '100%' }} />
      )}
      <VList ref={list} shift={isPrepending} onScroll={onScroll} style={{ height: '100%' }} aria-label={t('message')}>
        {entries.map((entry) => (
          <EntryRow key={entry.key} entry={entry} room={room} onDelete={setDeleting} />
        ))}
      </VList>
      {!isAtEnd && (
        <Fab
          size="small"
          aria-label={t('toNewest')}
          onClick={() => list.current?.scrollToIndex(entries.length - 1, { align: 'end' })}
          sx={{ position: 'absolute', right: 24, bottom: 16 }}
        >
          <Icon name="down" />
        </Fab>
      )}
      {deleting && (
        <ConfirmDialog
          question={t('deleteMessageQuestion')}
          action={t('delete')}
          onConfirm={() => client.deleteMessage(deleting)}
          onClose={() => setDeleting(null)}
        />
      )}
    </Box>
  );
}

function EntryRow({ entry, room, onDelete }: { entry: Entry; room: Room; onDelete: (message: Message) => void }) {
  switch (entry.kind) {
    case 'day':
      return <DayMark time={entry.time} />;
    case 'new':
      return <NewMark />;
    case 'message':
      return <MessageRow message={entry.message} room={room} isFirst={entry.isFirst} onDelete={onDelete} />;
    case 'pending':
      return <PendingRow pending={entry.pending} isFirst={entry.isFirst} />;
  }
}

function DayMark({ time }: { time: string }) {
  const { t, i18n } = useTranslation();
  const daysAgo = dayOf(Date.now()) - dayOf(time);
  const text = daysAgo === 0 ? t('today') : daysAgo === 1 ? t('yesterday') : fullDate(time, i18n.language);
  return (
    <Divider sx={{ py: 1.5, px: 3 }}>
      <Chip size="small" variant="outlined" label={text} />
    </Divider>
  );
}

function NewMark() {
  const { t } = useTranslation();
  return (
    <Divider
      textAlign="right"
      sx={{ px: 3, pt: 1, color: 'primary.main', '&::before, &::after': { borderColor: 'primary.main' } }}
    >
      <Typography variant="caption" sx={{ fontWeight: 700 }}>
        {t('newMessages')}
      </Typography>
    </Divider>
  );
}

function Empty({ status, onRetry }: { status: string; onRetry: () => void }) {
  const { t } = useTranslation();
  if (status === 'failed') {
    return (
      <Stack spacing={1} sx={{ flex: 1, alignItems: 'center', justifyContent: 'center' }}>
        <Typography color="text.secondary">{t('loadFailed')}</Typography>
        <Button onClick={onRetry}>{t('retry')}</Button>
      </Stack>
    );
  }
  if (status !== 'loaded') {
    return (
      <Stack spacing={2} sx={{ flex: 1, justifyContent: 'flex-end', p: 3 }}>
        {[60, 35, 75, 50].map((width) => (
          <Skeleton key={width} variant="rounded" height={36} width={`${width}%`} />
        ))}
      </Stack>
    );
  }
  return (
    <Stack sx={{ flex: 1, alignItems: 'center', justifyContent: 'center' }}>
      <Typography color="text.secondary">{t('noMessages')}</Typography>
    </Stack>
  );
}

/** Whether this change has put entries before the others: then the list keeps what is on screen where it is. */
function useIsPrepending(entries: readonly Entry[]): boolean {
  const before = useRef<readonly Entry[]>(entries);
  const isPrepending =
    firstMessage(before.current) !== firstMessage(entries) && before.current.at(-1)?.key === entries.at(-1)?.key;
  useEffect(() => {
    before.current = entries;
  }, [entries]);
  return isPrepending;
}

function firstMessage(entries: readonly Entry[]): string | undefined {
  return entries.find(({ kind }) => kind === 'message')?.key;
}

/** What a person sees at the end of the list, in a window that has the focus, is read. */
function useMarkRead(room: Room, seq: number, isAtEnd: boolean): void {
  const client = useClient();
  useEffect(() => {
    const mark = () => {
      if (isAtEnd && document.hasFocus()) client.markRead(room.id, seq);
    };
    mark();
    addEventListener('focus', mark);
    return () => removeEventListener('focus', mark);
  }, [client, room.id, seq, isAtEnd]);
}

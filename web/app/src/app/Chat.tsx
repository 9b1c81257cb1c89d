import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useMatch, useNavigate } from 'react-router';
import { ConnectionBanner } from '../connection/ConnectionBanner.tsx';
import { RoomsPane } from '../rooms/RoomsPane.tsx';
import { useClient } from '../session/ClientProvider.tsx';
import { end } from '../session/session.ts';
import { useObservable } from '../shared/use-observable.ts';

/** The rooms on the left, one of them on the right. A narrow screen shows one of the two. */
export function Chat() {
  const isInRoom = useMatch('/rooms/:roomId') !== null;
  useSessionEnd();
  useUnreadTitle();
  return (
    <Stack sx={{ height: '100dvh' }}>
      <ConnectionBanner />
      <Box sx={{ flex: 1, minHeight: 0, display: 'grid', gridTemplateColumns: { xs: '1fr', md: '320px 1fr' } }}>
        <Box
          sx={{
            minHeight: 0,
            borderRight: 1,
            borderColor: 'divider',
            display: { xs: isInRoom ? 'none' : 'block', md: 'block' },
          }}
        >
          <RoomsPane />
        </Box>
        <Box sx={{ minHeight: 0, minWidth: 0, display: { xs: isInRoom ? 'block' : 'none', md: 'block' } }}>
          <Outlet />
        </Box>
      </Box>
    </Stack>
  );
}

export function NoRoom() {
  const { t } = useTranslation();
  return (
    <Stack component="main" sx={{ height: '100%', alignItems: 'center', justifyContent: 'center' }}>
      <Typography color="text.secondary">{t('chooseRoom')}</Typography>
    </Stack>
  );
}

/** The server has ended the session: the person signs in again. */
function useSessionEnd(): void {
  const client = useClient();
  const { state, error } = useObservable(client.connection);
  const navigate = useNavigate();
  const isOver = state === 'stopped' && error !== null;
  useEffect(() => {
    if (!isOver) return;
    void navigate('/sign-in', { state: { isSessionOver: true } });
    end();
  }, [isOver, navigate]);
}

/** The tab shows the number of unread messages. */
function useUnreadTitle(): void {
  const client = useClient();
  const rooms = useObservable(client.rooms);
  const unread = rooms.reduce((sum, room) => sum + room.unread_count, 0);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) DevChat` : 'DevChat';
    return () => void (document.title = 'DevChat');
  }, [unread]);
}

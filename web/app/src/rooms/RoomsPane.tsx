import IconButton from '@mui/material/IconButton';
import List from '@mui/material/List';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../session/ClientProvider.tsx';
import { Icon } from '../shared/Icon.tsx';
import { useObservable } from '../shared/use-observable.ts';
import { RoomItem } from './RoomItem.tsx';
import { matches } from './room-title.ts';

const NewRoomDialog = lazy(async () => ({ default: (await import('./NewRoomDialog.tsx')).NewRoomDialog }));
const SettingsDialog = lazy(async () => ({ default: (await import('../settings/SettingsDialog.tsx')).SettingsDialog }));

/** The rooms of the person, newest activity first. */
export function RoomsPane() {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'room' | 'settings' | null>(null);
  const [search, setSearch] = useState('');
  return (
    <Stack component="nav" aria-label={t('rooms')} sx={{ height: '100%', bgcolor: 'background.paper' }}>
      <Stack direction="row" sx={{ alignItems: 'center', p: 1.5, pb: 1 }}>
        <Typography variant="h1" sx={{ flex: 1, fontSize: '1.2rem' }}>
          DevChat
        </Typography>
        <Tooltip title={t('newRoom')}>
          <IconButton aria-label={t('newRoom')} onClick={() => setDialog('room')}>
            <Icon name="add" />
          </IconButton>
        </Tooltip>
        <Tooltip title={t('settings')}>
          <IconButton aria-label={t('settings')} onClick={() => setDialog('settings')}>
            <Icon name="settings" />
          </IconButton>
        </Tooltip>
      </Stack>
      <TextField
        type="search"
        placeholder={t('findRoom')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        slotProps={{ htmlInput: { 'aria-label': t('findRoom') } }}
        sx={{ px: 1.5, pb: 1 }}
      />
      <RoomList search={search} />
      <Suspense>
        {dialog === 'room' && <NewRoomDialog onClose={() => setDialog(null)} />}
        {dialog === 'settings' && <SettingsDialog onClose={() => setDialog(null)} />}
      </Suspense>
    </Stack>
  );
}

function RoomList({ search }: { search: string }) {
  const { t } = useTranslation();
  const client = useClient();
  const rooms = useObservable(client.rooms);
  const shown = search ? rooms.filter((room) => matches(room, client.userId, search)) : rooms;
  if (shown.length === 0) {
    return (
      <Typography color="text.secondary" sx={{ p: 3, textAlign: 'center' }}>
        {t(search ? 'noRoomFound' : 'noRooms')}
      </Typography>
    );
  }
  return (
    <List sx={{ flex: 1, overflow: 'auto', pt: 0 }}>
      {shown.map((room) => (
        <RoomItem key={room.id} room={room} />
      ))}
    </List>
  );
}

import type { Room } from '@devchat/client';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PeoplePicker, type Person } from '../people/PeoplePicker.tsx';
import { titleOf } from '../rooms/room-title.ts';
import { useClient } from '../session/ClientProvider.tsx';
import { ConfirmDialog } from '../shared/ConfirmDialog.tsx';
import { Icon } from '../shared/Icon.tsx';
import { useAction } from '../shared/use-action.ts';
import { ParticipantList } from './ParticipantList.tsx';

/** Who is in a room, and what one may do with it. */
export function RoomDetails({ room, onClose }: { room: Room; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useClient();
  const isOwner = room.created_by === client.userId;
  return (
    <Drawer anchor="right" open onClose={onClose} aria-label={t('details')}>
      <Stack spacing={2} sx={{ width: 'min(360px, 100vw)', p: 2 }}>
        <Stack direction="row" sx={{ alignItems: 'center' }}>
          <Typography variant="h2" noWrap sx={{ flex: 1 }}>
            {titleOf(room, client.userId)}
          </Typography>
          <IconButton aria-label={t('close')} onClick={onClose}>
            <Icon name="close" />
          </IconButton>
        </Stack>
        {room.is_group && isOwner && <Rename room={room} />}
        <ParticipantList room={room} canRemove={room.is_group && isOwner} />
        {room.is_group && isOwner && <AddPeople room={room} />}
        <Endings room={room} canDelete={isOwner} />
      </Stack>
    </Drawer>
  );
}

function Rename({ room }: { room: Room }) {
  const { t } = useTranslation();
  const client = useClient();
  const [name, setName] = useState(room.name ?? '');
  const rename = useAction(() => client.renameRoom(room.id, name.trim()));
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        void rename.run();
      }}
    >
      <Stack direction="row" spacing={1}>
        <TextField label={t('groupName')} value={name} onChange={(event) => setName(event.target.value)} />
        <Button type="submit" loading={rename.isRunning} disabled={name.trim() === '' || name.trim() === room.name}>
          {t('rename')}
        </Button>
      </Stack>
      {rename.failure && <Alert severity="error">{rename.failure}</Alert>}
    </Box>
  );
}

function AddPeople({ room }: { room: Room }) {
  const { t } = useTranslation();
  const client = useClient();
  const [chosen, setChosen] = useState<Person[] | null>(null);
  const add = useAction(async () => {
    await client.addParticipants(
      room.id,
      chosen!.map(({ id }) => id),
    );
    setChosen(null);
  });
  if (!chosen) return <Button onClick={() => setChosen([])}>{t('addPeople')}</Button>;
  return (
    <Box>
      <PeoplePicker chosen={chosen} onChange={setChosen} without={room.participants.map(({ id }) => id)} />
      {add.failure && <Alert severity="error">{add.failure}</Alert>}
      <Button variant="contained" disabled={chosen.length === 0} loading={add.isRunning} onClick={() => void add.run()}>
        {t('addPeople')}
      </Button>
      <Button onClick={() => setChosen(null)}>{t('cancel')}</Button>
    </Box>
  );
}

function Endings({ room, canDelete }: { room: Room; canDelete: boolean }) {
  const { t } = useTranslation();
  const client = useClient();
  const [asked, setAsked] = useState<'leave' | 'deleteRoom' | null>(null);
  return (
    <Stack spacing={1} sx={{ alignItems: 'flex-start' }}>
      {room.is_group && (
        <Button color="error" onClick={() => setAsked('leave')}>
          {t('leave')}
        </Button>
      )}
      {canDelete && (
        <Button color="error" onClick={() => setAsked('deleteRoom')}>
          {t('deleteRoom')}
        </Button>
      )}
      {asked && (
        <ConfirmDialog
          question={t(`${asked}Question`)}
          action={t(asked)}
          onConfirm={() => (asked === 'leave' ? client.leaveRoom(room.id) : client.deleteRoom(room.id))}
          onClose={() => setAsked(null)}
        />
      )}
    </Stack>
  );
}

import type { Room } from '@devchat/client';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Composer } from '../composer/Composer.tsx';
import { PersonAvatar } from '../people/PersonAvatar.tsx';
import { otherOf, titleOf } from '../rooms/room-title.ts';
import { useClient } from '../session/ClientProvider.tsx';
import { Icon } from '../shared/Icon.tsx';
import { useSelected } from '../shared/use-observable.ts';
import { Timeline } from './Timeline.tsx';

const RoomDetails = lazy(async () => ({ default: (await import('../details/RoomDetails.tsx')).RoomDetails }));

/** The room of the address. */
export function RoomView() {
  const { t } = useTranslation();
  const client = useClient();
  const id = Number(useParams()['roomId']);
  const room = useSelected(client.rooms, () => client.rooms.get(id));
  const isCurrent = useSelected(client.connection, () => client.connection.state === 'connected');
  useEffect(() => (room ? client.open(id) : undefined), [client, id, room === undefined]);
  if (room) return <OpenRoom key={id} room={room} />;
  return (
    <Stack sx={{ height: '100%', alignItems: 'center', justifyContent: 'center', p: 3 }}>
      {isCurrent && <Typography color="text.secondary">{t('roomGone')}</Typography>}
    </Stack>
  );
}

function OpenRoom({ room }: { room: Room }) {
  const [hasDetails, setDetails] = useState(false);
  return (
    <Stack component="main" sx={{ height: '100%' }}>
      <RoomHeader room={room} onDetails={() => setDetails(true)} />
      <Timeline room={room} />
      <Composer room={room} />
      <Suspense>{hasDetails && <RoomDetails room={room} onClose={() => setDetails(false)} />}</Suspense>
    </Stack>
  );
}

function RoomHeader({ room, onDetails }: { room: Room; onDetails: () => void }) {
  const { t } = useTranslation();
  const client = useClient();
  const title = titleOf(room, client.userId);
  const other = otherOf(room, client.userId);
  const isOnline = useSelected(client.presence, () => (other && client.presence.get(other.id)?.is_online) ?? false);
  return (
    <Stack
      component="header"
      direction="row"
      spacing={1.5}
      sx={{
        alignItems: 'center',
        px: { xs: 1, md: 3 },
        py: 1,
        bgcolor: 'background.paper',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <IconButton component={Link} to="/" aria-label={t('back')} sx={{ display: { md: 'none' } }}>
        <Icon name="back" />
      </IconButton>
      <PersonAvatar name={title} url={other?.avatar_url ?? null} isOnline={isOnline} size={36} />
      <div style={{ flex: 1, minWidth: 0 }}>
        <Typography variant="h2" noWrap>
          {title}
        </Typography>
        <Typography variant="caption" color="text.secondary">
          {other ? t(isOnline ? 'online' : 'offline') : t('participants', { count: room.participant_count })}
        </Typography>
      </div>
      <Tooltip title={t('details')}>
        <IconButton aria-label={t('details')} onClick={onDetails}>
          <Icon name="details" />
        </IconButton>
      </Tooltip>
    </Stack>
  );
}

import type { Room, RoomParticipant } from '@devchat/client';
import Alert from '@mui/material/Alert';
import IconButton from '@mui/material/IconButton';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemAvatar from '@mui/material/ListItemAvatar';
import ListItemText from '@mui/material/ListItemText';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '../people/PersonAvatar.tsx';
import { useClient } from '../session/ClientProvider.tsx';
import { Icon } from '../shared/Icon.tsx';
import { useAction } from '../shared/use-action.ts';
import { useSelected } from '../shared/use-observable.ts';

export function ParticipantList({ room, canRemove }: { room: Room; canRemove: boolean }) {
  const { t } = useTranslation();
  const client = useClient();
  const remove = useAction((userId: number) => client.removeParticipant(room.id, userId));
  return (
    <section aria-labelledby="participants">
      <Typography id="participants" variant="overline" color="text.secondary">
        {t('participants', { count: room.participant_count })}
      </Typography>
      {remove.failure && <Alert severity="error">{remove.failure}</Alert>}
      <List dense disablePadding>
        {room.participants.map((person) => (
          <ParticipantItem
            key={person.id}
            person={person}
            {...(canRemove && person.id !== client.userId && { onRemove: () => void remove.run(person.id) })}
          />
        ))}
      </List>
    </section>
  );
}

function ParticipantItem({ person, onRemove }: { person: RoomParticipant; onRemove?: () => void }) {
  const { t } = useTranslation();
  const client = useClient();
  const isOnline = useSelected(client.presence, () => client.presence.get(person.id)?.is_online ?? person.is_online);
  return (
    <ListItem
      disableGutters
      secondaryAction={
        onRemove && (
          <IconButton edge="end" aria-label={t('remove', { name: person.username })} onClick={onRemove}>
            <Icon name="close" size={16} />
          </IconButton>
        )
      }
    >
      <ListItemAvatar>
        <PersonAvatar name={person.username} url={person.avatar_url} isOnline={isOnline} size={32} />
      </ListItemAvatar>
      <ListItemText primary={person.username} secondary={t(isOnline ? 'online' : 'offline')} />
    </ListItem>
  );
}

import type { Room } from '@devchat/client';
import Badge from '@mui/material/Badge';
import ListItemAvatar from '@mui/material/ListItemAvatar';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemText from '@mui/material/ListItemText';
import Typography from '@mui/material/Typography';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { PersonAvatar } from '../people/PersonAvatar.tsx';
import { useClient } from '../session/ClientProvider.tsx';
import { shortTime } from '../shared/dates.ts';
import { useSelected } from '../shared/use-observable.ts';
import { otherOf, titleOf } from './room-title.ts';
import { useTypingText } from './use-typing-text.ts';

/** A room of the list: who it is with, what was said last, and how much of it is unread. */
export const RoomItem = memo(function RoomItem({ room }: { room: Room }) {
  const { t, i18n } = useTranslation();
  const client = useClient();
  const other = otherOf(room, client.userId);
  const isOnline = useSelected(client.presence, () => (other ? client.presence.get(other.id)?.is_online : false));
  const title = titleOf(room, client.userId);
  const typing = useTypingText(room.id);
  const isUnread = room.unread_count > 0;
  return (
    <ListItemButton
      component={NavLink}
      to={`/rooms/${room.id}`}
      sx={{ borderRadius: 2, mx: 1, py: 0.75, '&.active': { bgcolor: 'action.selected' } }}
    >
      <ListItemAvatar>
        <PersonAvatar name={title} url={other?.avatar_url ?? null} isOnline={isOnline ?? false} />
      </ListItemAvatar>
      <ListItemText
        primary={title}
        secondary={typing ?? lastText(room, client.userId, t)}
        slotProps={{
          primary: { noWrap: true, sx: { fontWeight: isUnread ? 700 : 500 } },
          secondary: { noWrap: true, ...(typing && { color: 'primary' }) },
        }}
      />
      <div style={{ textAlign: 'right', marginLeft: 8 }}>
        <Typography variant="caption" color="text.secondary" component="div">
          {room.last_message && shortTime(room.last_message.created_at, i18n.language)}
        </Typography>
        {isUnread && (
          <Badge
            color="primary"
            badgeContent={room.unread_count}
            max={99}
            aria-label={t('unread', { count: room.unread_count })}
            sx={{ mr: 1.25, mt: 1 }}
          />
        )}
      </div>
    </ListItemButton>
  );
});

function lastText({ last_message: last, is_group }: Room, userId: number, t: (key: string) => string): string {
  if (!last) return t('noMessages');
  const text = last.content ?? t('messageDeleted');
  if (last.sender_id === userId) return `${t('you')}: ${text}`;
  return is_group ? `${last.sender.username}: ${text}` : text;
}

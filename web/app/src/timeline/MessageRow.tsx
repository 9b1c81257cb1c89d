import type { components, PendingMessage, Room } from '@devchat/client';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { memo, type PropsWithChildren } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '../people/PersonAvatar.tsx';
import { useClient } from '../session/ClientProvider.tsx';
import { clockTime } from '../shared/dates.ts';
import { Icon, type IconName } from '../shared/Icon.tsx';
import { useSelected } from '../shared/use-observable.ts';
import { MessageText } from './MessageText.tsx';

type Message = components['schemas']['Message'];

interface FrameProps {
  name: string;
  avatarUrl: string | null;
  time: string;
  /** The first of a group has the name and the picture. */
  isFirst: boolean;
}

function Frame({ name, avatarUrl, time, isFirst, children }: PropsWithChildren<FrameProps>) {
  const { i18n } = useTranslation();
  return (
    <Box
      component="article"
      sx={{
        display: 'flex',
        gap: 1.5,
        px: { xs: 1.5, md: 3 },
        pt: isFirst ? 1.25 : 0.25,
        '&:hover, &:focus-within': { bgcolor: 'action.hover' },
        '& .actions': { opacity: 0 },
        '&:hover .actions, &:focus-within .actions': { opacity: 1 },
      }}
    >
      <Box sx={{ width: 36, flexShrink: 0, pt: 0.25 }}>
        {isFirst && <PersonAvatar name={name} url={avatarUrl} size={36} />}
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        {isFirst && (
          <Typography component="h3" sx={{ fontWeight: 650, lineHeight: 1.4 }}>
            {name}
            <Typography component="time" dateTime={time} variant="caption" color="text.secondary" sx={{ ml: 1 }}>
              {clockTime(time, i18n.language)}
            </Typography>
          </Typography>
        )}
        {children}
      </Box>
    </Box>
  );
}

function Mark({ icon, label }: { icon: IconName; label: string }) {
  return (
    <Tooltip title={label}>
      <Box component="span" role="img" aria-label={label} sx={{ color: 'text.secondary', lineHeight: 0 }}>
        <Icon name={icon} size={16} />
      </Box>
    </Tooltip>
  );
}

interface MessageProps {
  message: Message;
  room: Room;
  isFirst: boolean;
  onDelete: (message: Message) => void;
}

/** A message of the server. */
export const MessageRow = memo(function MessageRow({ message, room, isFirst, onDelete }: MessageProps) {
  const { t } = useTranslation();
  const client = useClient();
  const isOwn = message.sender_id === client.userId;
  const isRead = useSelected(client.readPositions, () => isOwn && client.readPositions.isReadByAll(message, room));
  const { username, avatar_url } = message.sender;
  return (
    <Frame name={username} avatarUrl={avatar_url} time={message.created_at} isFirst={isFirst}>
      <Box sx={{ display: 'flex', alignItems: 'flex-end', gap: 1 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          {message.content === null ? (
            <Typography color="text.secondary" sx={{ fontStyle: 'italic' }}>
              {t('messageDeleted')}
            </Typography>
          ) : (
            <MessageText text={message.content} />
          )}
        </Box>
        {isOwn && message.content !== null && (
          <>
            <IconButton
              className="actions"
              size="small"
              aria-label={t('deleteMessage')}
              onClick={() => onDelete(message)}
              sx={{ my: -0.5 }}
            >
              <Icon name="delete" size={16} />
            </IconButton>
            <Mark icon={isRead ? 'read' : 'sent'} label={t(isRead ? 'readByAll' : 'sent')} />
          </>
        )}
      </Box>
    </Frame>
  );
});

/** A message that the server does not have yet. */
export const PendingRow = memo(function PendingRow({
  pending,
  isFirst,
}: {
  pending: PendingMessage;
  isFirst: boolean;
}) {
  const { t } = useTranslation();
  const client = useClient();
  const { username } = useOwnName(pending.chatroom_id);
  return (
    <Frame name={username} avatarUrl={null} time={pending.created_at} isFirst={isFirst}>
      <Box sx={{ display: 'flex', alignItems: 'flex-end', gap: 1, opacity: 0.7 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <MessageText text={pending.content} />
        </Box>
        {pending.state !== 'failed' && (
          <Mark icon="waiting" label={t(pending.state === 'queued' ? 'queued' : 'sending')} />
        )}
      </Box>
      {pending.state === 'failed' && (
        <Typography variant="body2" color="error" role="alert">
          {t('failed', { reason: pending.error?.title ?? '' })}
          <Button size="small" onClick={() => void client.outbox.retry(pending)}>
            {t('retry')}
          </Button>
          <Button size="small" onClick={() => void client.outbox.discard(pending)}>
            {t('discard')}
          </Button>
        </Typography>
      )}
    </Frame>
  );
});

function useOwnName(roomId: number): { username: string } {
  const { t } = useTranslation();
  const client = useClient();
  const own = client.rooms.get(roomId)?.participants.find(({ id }) => id === client.userId);
  return { username: own?.username ?? t('you') };
}

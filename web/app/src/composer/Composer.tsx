import type { Room } from '@devchat/client';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import Typography from '@mui/material/Typography';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { titleOf } from '../rooms/room-title.ts';
import { useTypingText } from '../rooms/use-typing-text.ts';
import { useClient } from '../session/ClientProvider.tsx';
import { Icon } from '../shared/Icon.tsx';
import { loadDraft, saveDraft } from './drafts.ts';

/** Longest message of the API, in characters. */
const LONGEST = 4000;

/** Writes to one room. Its parent makes a new one for each room. */
export function Composer({ room }: { room: Room }) {
  const { t } = useTranslation();
  const client = useClient();
  const typing = useTypingText(room.id);
  const [text, setText] = useState(() => loadDraft(room.id));
  const change = (changed: string) => {
    setText(changed);
    saveDraft(room.id, changed);
    if (changed) client.typing.announce(room.id);
    else client.typing.announceEnd(room.id);
  };
  const send = () => {
    if (text.trim() === '') return;
    client.send(room.id, text);
    change('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also ends the composition of a letter, such as in Japanese.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const label = t('writeTo', { room: titleOf(room, client.userId) });
  return (
    <Box sx={{ px: { xs: 1.5, md: 3 }, pb: 1 }}>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'flex-end',
          bgcolor: 'background.paper',
          border: 1,
          borderColor: 'divider',
          borderRadius: 2,
          '&:focus-within': { borderColor: 'primary.main' },
        }}
      >
        <InputBase
          multiline
          maxRows={8}
          autoFocus
          value={text}
          placeholder={label}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          slotProps={{ input: { 'aria-label': label, maxLength: LONGEST } }}
          sx={{ flex: 1, px: 1.5, py: 1 }}
        />
        <IconButton color="primary" aria-label={t('send')} disabled={text.trim() === ''} onClick={send}>
          <Icon name="send" />
        </IconButton>
      </Box>
      <Typography variant="caption" color="text.secondary" component="div" sx={{ height: 20 }} aria-live="polite">
        {typing}
      </Typography>
    </Box>
  );
}

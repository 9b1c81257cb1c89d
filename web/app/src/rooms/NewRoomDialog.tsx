import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { PeoplePicker, type Person } from '../people/PeoplePicker.tsx';
import { useClient } from '../session/ClientProvider.tsx';
import { useAction } from '../shared/use-action.ts';

/** Opens a direct room with one person, or a group. */
export function NewRoomDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useClient();
  const navigate = useNavigate();
  const [isGroup, setGroup] = useState(false);
  const [name, setName] = useState('');
  const [people, setPeople] = useState<Person[]>([]);
  const open = useAction(async () => {
    const participant_ids = people.map(({ id }) => id);
    const room = await client.createRoom({ is_group: isGroup, participant_ids, ...(isGroup && { name: name.trim() }) });
    onClose();
    await navigate(`/rooms/${room.id}`);
  });
  const isComplete = isGroup ? name.trim() !== '' : people.length === 1;
  return (
    <Dialog open onClose={onClose} aria-labelledby="new-room">
      <DialogTitle id="new-room">{t('newRoom')}</DialogTitle>
      <DialogContent>
        <ToggleButtonGroup
          exclusive
          fullWidth
          size="small"
          color="primary"
          value={isGroup}
          onChange={(_, chosen: boolean | null) => chosen !== null && setGroup(chosen)}
          sx={{ mb: 2 }}
        >
          <ToggleButton value={false}>{t('directRoom')}</ToggleButton>
          <ToggleButton value={true}>{t('group')}</ToggleButton>
        </ToggleButtonGroup>
        {isGroup && (
          <TextField
            label={t('groupName')}
            value={name}
            onChange={(event) => setName(event.target.value)}
            sx={{ mb: 2 }}
          />
        )}
        <PeoplePicker
          chosen={people}
          onChange={(chosen) => setPeople(isGroup ? chosen : chosen.slice(-1))}
          without={[client.userId]}
        />
        {open.failure && <Alert severity="error">{open.failure}</Alert>}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button variant="contained" disabled={!isComplete} loading={open.isRunning} onClick={() => void open.run()}>
          {t('open')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

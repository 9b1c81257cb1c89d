import type { components } from '@devchat/client';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { APPEARANCES, LANGUAGES, type Preferences, preferences } from '../app/preferences.ts';
import { useClient } from '../session/ClientProvider.tsx';
import { end } from '../session/session.ts';
import { useAction } from '../shared/use-action.ts';
import { useObservable } from '../shared/use-observable.ts';

type OwnUser = components['schemas']['OwnUser'];

export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useClient();
  const signOut = useAction(async () => {
    // Without network, too: this browser forgets the token either way.
    await client.api.logout().catch(() => {});
    end();
  });
  return (
    <Dialog open onClose={onClose} aria-labelledby="settings">
      <DialogTitle id="settings">{t('settings')}</DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          <Choices />
          <Profile />
        </Stack>
      </DialogContent>
      <DialogActions sx={{ justifyContent: 'space-between' }}>
        <Button color="error" loading={signOut.isRunning} onClick={() => void signOut.run()}>
          {t('signOut')}
        </Button>
        <Button onClick={onClose}>{t('close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Choices() {
  const { t } = useTranslation();
  const chosen = useObservable(preferences);
  const change = (changed: Partial<Preferences>) => preferences.set({ ...chosen, ...changed });
  return (
    <>
      <TextField
        select
        label={t('appearance')}
        value={chosen.appearance}
        onChange={(event) => change({ appearance: event.target.value as Preferences['appearance'] })}
      >
        {APPEARANCES.map((one) => (
          <MenuItem key={one} value={one}>
            {t(`appearance_${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={t('language')}
        value={chosen.language}
        onChange={(event) => change({ language: event.target.value as Preferences['language'] })}
      >
        {LANGUAGES.map((one) => (
          <MenuItem key={one} value={one}>
            {t(`language_${one}`)}
          </MenuItem>
        ))}
      </TextField>
    </>
  );
}

function Profile() {
  const { t } = useTranslation();
  const client = useClient();
  const [saved, setSaved] = useState<OwnUser | null>(null);
  const [bio, setBio] = useState('');
  useEffect(() => {
    client.api.me().then(
      (user) => (setSaved(user), setBio(user.bio ?? '')),
      () => {},
    );
  }, [client]);
  const save = useAction(async () => setSaved(await client.api.changeProfile({ bio })));
  return (
    <>
      <TextField
        multiline
        minRows={2}
        label={t('bio')}
        value={bio}
        disabled={!saved}
        onChange={(event) => setBio(event.target.value)}
      />
      {save.failure && <Alert severity="error">{save.failure}</Alert>}
      <Button
        variant="outlined"
        sx={{ alignSelf: 'flex-end' }}
        disabled={!saved || bio === (saved.bio ?? '')}
        loading={save.isRunning}
        onClick={() => void save.run()}
      >
        {t('save')}
      </Button>
    </>
  );
}

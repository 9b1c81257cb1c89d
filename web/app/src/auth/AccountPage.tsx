import { register, signIn } from '@devchat/client';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink, useLocation } from 'react-router';
import { begin } from '../session/session.ts';
import { useAction } from '../shared/use-action.ts';

const SERVER = '';

/** Signs in, or creates an account and signs in. */
export function AccountPage({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation();
  const { isSessionOver } = (useLocation().state ?? {}) as { isSessionOver?: boolean };
  const submit = useAction(async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '');
    const credentials = { email: text('email'), password: text('password') };
    begin(
      isNew
        ? await register(SERVER, { ...credentials, username: text('username') })
        : await signIn(SERVER, credentials),
    );
  });
  return (
    <Stack component="main" sx={{ minHeight: '100%', alignItems: 'center', justifyContent: 'center', p: 2 }}>
      <Paper
        component="form"
        variant="outlined"
        sx={{ width: '100%', maxWidth: 380, p: 4 }}
        onSubmit={(event) => {
          event.preventDefault();
          void submit.run(new FormData(event.currentTarget as HTMLFormElement));
        }}
      >
        <Stack spacing={2.5}>
          <Typography variant="h1">{t(isNew ? 'registerTitle' : 'signInTitle')}</Typography>
          {isSessionOver && <Alert severity="info">{t('sessionOver')}</Alert>}
          {isNew && <TextField name="username" label={t('username')} autoComplete="username" required autoFocus />}
          <TextField name="email" type="email" label={t('email')} autoComplete="email" required autoFocus={!isNew} />
          <TextField
            name="password"
            type="password"
            label={t('password')}
            autoComplete={isNew ? 'new-password' : 'current-password'}
            required
          />
          {submit.failure && <Alert severity="error">{submit.failure}</Alert>}
          <Button type="submit" variant="contained" size="large" loading={submit.isRunning}>
            {t(isNew ? 'register' : 'signIn')}
          </Button>
          <Link component={RouterLink} to={isNew ? '/sign-in' : '/register'} variant="body2">
            {t(isNew ? 'toSignIn' : 'toRegister')}
          </Link>
        </Stack>
      </Paper>
    </Stack>
  );
}

import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Component, type PropsWithChildren } from 'react';
import { i18n } from './i18n.ts';

/** Shows a way out when a component fails, instead of an empty page. */
export class ErrorBoundary extends Component<PropsWithChildren, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <Stack spacing={2} sx={{ height: '100%', alignItems: 'center', justifyContent: 'center' }}>
        <Typography>{i18n.t('crashed')}</Typography>
        <Button variant="contained" onClick={() => location.reload()}>
          {i18n.t('reload')}
        </Button>
      </Stack>
    );
  }
}

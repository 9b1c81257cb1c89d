import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import { useTranslation } from 'react-i18next';
import { useAction } from './use-action.ts';

interface Props {
  question: string;
  action: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ question, action, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  const confirm = useAction(async () => {
    await onConfirm();
    onClose();
  });
  return (
    <Dialog open onClose={onClose}>
      <DialogContent>
        <DialogContentText color="text.primary">{question}</DialogContentText>
        {confirm.failure && (
          <Alert severity="error" sx={{ mt: 2 }}>
            {confirm.failure}
          </Alert>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {t('cancel')}
        </Button>
        <Button color="error" variant="contained" loading={confirm.isRunning} onClick={() => void confirm.run()}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

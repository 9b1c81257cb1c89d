import type { PendingMessage } from '@devchat/client';
import Alert from '@mui/material/Alert';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../session/ClientProvider.tsx';
import { useObservable, useSelected } from '../shared/use-observable.ts';

/** A break that is over sooner is not worth a word. */
const PATIENCE = 1_500;

/** Says that there is no connection, and what waits for it. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const client = useClient();
  const { state } = useObservable(client.connection);
  const waiting = useSelected(client.outbox, () => countOf(client.outbox.getSnapshot()));
  const isAway = useLasting(state === 'waiting' || state === 'connecting', PATIENCE);
  if (!isAway) return null;
  return (
    <Alert severity="warning" square icon={false} role="status">
      {t('reconnecting')} {waiting > 0 && t('waiting', { count: waiting })}
    </Alert>
  );
}

/** True once it has been true for so long. */
function useLasting(isTrue: boolean, time: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isTrue) return setLasts(false);
    const timer = setTimeout(() => setLasts(true), time);
    return () => clearTimeout(timer);
  }, [isTrue, time]);
  return lasts;
}

function countOf(pending: ReadonlyMap<number, readonly PendingMessage[]>): number {
  return [...pending.values()].reduce((sum, ofRoom) => sum + ofRoom.length, 0);
}

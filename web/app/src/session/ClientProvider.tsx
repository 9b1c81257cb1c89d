import { type Client, createClient } from '@devchat/client';
import { createContext, type PropsWithChildren, useContext, useEffect, useState } from 'react';
import { type Session, session } from './session.ts';

const ClientContext = createContext<Client | null>(null);

/** The client of the person who is signed in. Components below exist only while there is one. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('There is no client outside of ClientProvider.');
  return client;
}

/** Runs the client of one account. */
export function ClientProvider({ userId, children }: PropsWithChildren<{ userId: number }>) {
  const [client, setClient] = useState<Client | null>(null);
  useEffect(() => {
    const starting = createClient({ baseUrl: '', getToken: () => tokenOf(session.getSnapshot(), userId) });
    let isOver = false;
    void starting.then((started) => (isOver ? started.stop() : setClient(started)));
    return () => {
      isOver = true;
      setClient(null);
      void starting.then((started) => started.stop());
    };
  }, [userId]);
  return client && <ClientContext value={client}>{children}</ClientContext>;
}

/** Another tab may have signed in somebody else meanwhile. */
function tokenOf(now: Session | null, userId: number): string {
  return now?.userId === userId ? now.token : '';
}

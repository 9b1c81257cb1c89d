import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider, useColorScheme } from '@mui/material/styles';
import { useEffect } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { AccountPage } from '../auth/AccountPage.tsx';
import { ClientProvider } from '../session/ClientProvider.tsx';
import { session } from '../session/session.ts';
import { useObservable } from '../shared/use-observable.ts';
import { RoomView } from '../timeline/RoomView.tsx';
import { Chat, NoRoom } from './Chat.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { preferences } from './preferences.ts';
import { theme } from './theme.ts';

export function App() {
  return (
    <ThemeProvider theme={theme} defaultMode="system" storageManager={null}>
      <CssBaseline enableColorScheme />
      <Appearance />
      <ErrorBoundary>
        <BrowserRouter>
          <Pages />
        </BrowserRouter>
      </ErrorBoundary>
    </ThemeProvider>
  );
}

function Pages() {
  const signedIn = useObservable(session);
  if (!signedIn) {
    return (
      <Routes>
        <Route path="/register" element={<AccountPage key="register" isNew />} />
        <Route path="/sign-in" element={<AccountPage key="sign-in" isNew={false} />} />
        <Route path="*" element={<Navigate to="/sign-in" replace />} />
      </Routes>
    );
  }
  return (
    <ClientProvider key={signedIn.userId} userId={signedIn.userId}>
      <Routes>
        <Route element={<Chat />}>
          <Route index element={<NoRoom />} />
          <Route path="/rooms/:roomId" element={<RoomView />} />
        </Route>
        <Route path="*" element={<Navigate to="/" replace />} />
      </Routes>
    </ClientProvider>
  );
}

function Appearance() {
  const { appearance } = useObservable(preferences);
  const { setMode } = useColorScheme();
  useEffect(() => setMode(appearance), [appearance, setMode]);
  return null;
}

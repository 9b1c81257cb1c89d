import { useTranslation } from 'react-i18next';
import { useClient } from '../session/ClientProvider.tsx';
import { useSelected } from '../shared/use-observable.ts';

/** Who is typing in the room, as a sentence; null if nobody is. */
export function useTypingText(roomId: number): string | null {
  const { t } = useTranslation();
  const client = useClient();
  const users = useSelected(client.typing, () => client.typing.users(roomId));
  const [one, other] = users;
  if (!one) return null;
  if (!other) return t('typingOne', { name: one.username });
  return users.length === 2 ? t('typingTwo', { name: one.username, other: other.username }) : t('typingMany');
}

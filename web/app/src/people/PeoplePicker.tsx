import type { components } from '@devchat/client';
import Checkbox from '@mui/material/Checkbox';
import List from '@mui/material/List';
import ListItemAvatar from '@mui/material/ListItemAvatar';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemText from '@mui/material/ListItemText';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../session/ClientProvider.tsx';
import { PersonAvatar } from './PersonAvatar.tsx';

export type Person = components['schemas']['User'];

interface Props {
  chosen: readonly Person[];
  onChange: (chosen: Person[]) => void;
  /** Who is not offered. */
  without: readonly number[];
}

/** Finds people by name and lets one choose any number of them. */
export function PeoplePicker({ chosen, onChange, without }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const people = usePeople(useDeferredValue(search.trim()));
  const offered = people?.filter(({ id }) => !without.includes(id));
  const toggle = (person: Person) =>
    onChange(
      chosen.some(({ id }) => id === person.id) ? chosen.filter(({ id }) => id !== person.id) : [...chosen, person],
    );
  return (
    <>
      <TextField
        type="search"
        label={t('findPeople')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        autoFocus
      />
      <List dense sx={{ height: 260, overflow: 'auto' }} aria-label={t('findPeople')}>
        {offered?.length === 0 && (
          <Typography color="text.secondary" sx={{ p: 2 }}>
            {t('nobodyFound')}
          </Typography>
        )}
        {offered?.map((person) => (
          <ListItemButton key={person.id} onClick={() => toggle(person)}>
            <ListItemAvatar>
              <PersonAvatar name={person.username} url={person.avatar_url} isOnline={person.is_online} size={32} />
            </ListItemAvatar>
            <ListItemText primary={person.username} secondary={person.bio} />
            <Checkbox
              edge="end"
              tabIndex={-1}
              checked={chosen.some(({ id }) => id === person.id)}
              slotProps={{ input: { 'aria-label': person.username } }}
            />
          </ListItemButton>
        ))}
      </List>
    </>
  );
}

/** Null until the first answer. An answer that is overtaken by a newer search is dropped. */
function usePeople(search: string): Person[] | null {
  const client = useClient();
  const [people, setPeople] = useState<Person[] | null>(null);
  useEffect(() => {
    let isNewest = true;
    client.api.users({ limit: 50, ...(search && { search }) }).then(
      ({ users }) => isNewest && setPeople(users),
      () => isNewest && setPeople([]),
    );
    return () => void (isNewest = false);
  }, [client, search]);
  return people;
}

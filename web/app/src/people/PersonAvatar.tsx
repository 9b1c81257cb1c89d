import Avatar from '@mui/material/Avatar';
import Badge from '@mui/material/Badge';

interface Props {
  name: string;
  /** Address of the picture; null: the first letter of the name. */
  url: string | null;
  isOnline?: boolean;
  size?: number;
}

/** The picture of a person or a room. Decoration: the name stands beside it. */
export function PersonAvatar({ name, url, isOnline = false, size = 40 }: Props) {
  return (
    <Badge
      variant="dot"
      color="success"
      overlap="circular"
      invisible={!isOnline}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
    >
      <Avatar
        aria-hidden="true"
        {...(url ? { src: url, alt: '' } : {})}
        sx={{
          width: size,
          height: size,
          fontSize: size * 0.42,
          bgcolor: url ? 'transparent' : colorOf(name),
          color: '#fff',
        }}
      >
        {[...name][0]?.toUpperCase()}
      </Avatar>
    </Badge>
  );
}

/** The same for the same name, and dark enough for white letters. */
function colorOf(name: string): string {
  let hue = 0;
  for (const letter of name) hue = (hue * 31 + letter.codePointAt(0)!) % 360;
  return `hsl(${hue} 45% 38%)`;
}

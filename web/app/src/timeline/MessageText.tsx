import Box from '@mui/material/Box';
import { lazy, Suspense } from 'react';

/** Most messages are plain: they need no Markdown, and the first of them are shown before it is loaded. */
const MARKED = /[*_~`>[\]\\]|^\s*(?:[-+]|\d+[.)])\s|:\/\/|www\.|@\w+\.\w/m;

const Marked = lazy(async () => {
  const { render } = await import('./markdown.ts');
  return {
    default: ({ text }: { text: string }) => (
      <Box sx={markedStyle} dangerouslySetInnerHTML={{ __html: render(text) }} />
    ),
  };
});

const markedStyle = {
  overflowWrap: 'anywhere',
  '& p, & ul, & ol, & blockquote, & pre': { m: 0 },
  '& * + p, & * + pre, & * + blockquote': { mt: 0.75 },
  '& a': { color: 'primary.main' },
  '& ul, & ol': { pl: 3 },
  '& blockquote': { pl: 1.5, borderLeft: 3, borderColor: 'divider', color: 'text.secondary' },
  '& code': {
    fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
    fontSize: '0.88em',
    bgcolor: 'action.hover',
    borderRadius: 0.5,
    px: 0.5,
  },
  '& pre': { bgcolor: 'action.hover', borderRadius: 1, p: 1, overflow: 'auto' },
  '& pre code': { bgcolor: 'transparent', p: 0 },
} as const;

/** What a person wrote, with Markdown. */
export function MessageText({ text }: { text: string }) {
  const plain = <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Box>;
  if (!MARKED.test(text)) return plain;
  return (
    <Suspense fallback={plain}>
      <Marked text={text} />
    </Suspense>
  );
}

import MarkdownIt from 'markdown-it';

/** What a chat needs of Markdown. Headings, tables and pictures would let a message shout. */
const RULES = [
  'autolink',
  'backticks',
  'blockquote',
  'code',
  'emphasis',
  'escape',
  'fence',
  'linkify',
  'link',
  'list',
  'newline',
  'strikethrough',
];

const markdown = new MarkdownIt('zero', { html: false, linkify: true, breaks: true }).enable(RULES);

markdown.renderer.rules['link_open'] = (tokens, index, options, _env, self) => {
  tokens[index]!.attrSet('target', '_blank');
  tokens[index]!.attrSet('rel', 'noopener noreferrer');
  return self.renderToken(tokens, index, options);
};

/** HTML of a message. Text that looks like HTML is escaped, and links lead to web and mail addresses only. */
export function render(text: string): string {
  return markdown.render(text);
}

import { describe, expect, it } from 'vitest';
import { render } from '../src/timeline/markdown.ts';

describe('Markdown of a message', () => {
  it('has emphasis, code, lists and quotes', () => {
    expect(render('**now** and `x < 1`')).toBe('<p><strong>now</strong> and <code>x &lt; 1</code></p>\n');
    expect(render('- one\n- two')).toContain('<li>two</li>');
    expect(render('> said')).toContain('<blockquote>');
    expect(render('```\nlet x;\n```')).toContain('<pre><code>let x;');
  });

  it('keeps lines as they were written', () => {
    expect(render('one\ntwo')).toBe('<p>one<br>\ntwo</p>\n');
  });

  it('opens links in a new tab that learns nothing of this one', () => {
    expect(render('see https://example.org/a')).toBe(
      '<p>see <a href="https://example.org/a" target="_blank" rel="noopener noreferrer">https://example.org/a</a></p>\n',
    );
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '[x](javascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '![x](https://example.org/a.png)',
    '<https://example.org/"onclick="alert(1)>',
    '```"><script>alert(1)</script>\nx\n```',
  ])('lets nothing run: %s', (text) => {
    const html = render(text);

    expect(html).not.toMatch(/<(?!\/?(?:p|a|code|pre|br)\b)/);
    expect(html).not.toMatch(/<[^>]*\son\w+=/);
    expect(html).not.toMatch(/href="(?!https?:|mailto:)/);
  });
});

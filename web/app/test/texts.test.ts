import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { de } from '../src/app/locales/de.ts';
import { en } from '../src/app/locales/en.ts';

const SOURCE = join(import.meta.dirname, '..', 'src');

const code = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('locales'))
  .map((file) => readFileSync(join(SOURCE, file), 'utf8'))
  .join('\n');

/** Without the ending of a plural. A key such as `leaveQuestion` is also made of a part: `${asked}Question`. */
const isUsed = (key: string) =>
  code.includes(`'${key.replace(/_(one|other)$/, '')}'`) ||
  /^(appearance|language)_/.test(key) ||
  (key.endsWith('Question') && code.includes(`'${key.slice(0, -'Question'.length)}'`));

describe('texts', () => {
  it('are the same in all languages, with the same placeholders', () => {
    const placeholders = (texts: Record<string, string>) =>
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, (text.match(/{{\w+}}/g) ?? []).sort()]));

    expect(placeholders(de)).toEqual(placeholders(en));
  });

  it('are all used', () => {
    expect(Object.keys(en).filter((key) => !isUsed(key))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { dayOf, shortTime } from '../src/shared/dates.ts';

describe('dayOf', () => {
  it('changes at midnight of this machine', () => {
    const before = new Date(2026, 10, 26, 23, 59).toISOString();
    const after = new Date(2026, 10, 27, 0, 1).toISOString();

    expect(dayOf(after) - dayOf(before)).toBe(1);
  });

  it('grows by one also when the clocks change', () => {
    const days = Array.from({ length: 366 }, (_, day) => dayOf(new Date(2026, 0, 1 + day, 12).getTime()));

    expect(days.every((day, index) => day === days[0]! + index)).toBe(true);
  });
});

describe('shortTime', () => {
  it('shows the time of today and the date of other days', () => {
    expect(shortTime(new Date().toISOString(), 'de')).toMatch(/^\d{1,2}:\d\d$/);
    expect(shortTime(new Date(2020, 0, 31, 12).toISOString(), 'de')).toBe('31.01.');
  });
});

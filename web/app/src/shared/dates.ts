const DAY = 24 * 60 * 60 * 1000;

/** The day of a time on this machine's calendar, as a number that grows by one a day. */
export function dayOf(time: string | number): number {
  const date = new Date(time);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY);
}

export function clockTime(time: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(new Date(time));
}

/** The time of today, or else the date. */
export function shortTime(time: string, language: string): string {
  if (dayOf(time) === dayOf(Date.now())) return clockTime(time, language);
  return new Intl.DateTimeFormat(language, { day: '2-digit', month: '2-digit' }).format(new Date(time));
}

export function fullDate(time: string, language: string): string {
  return new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(time),
  );
}

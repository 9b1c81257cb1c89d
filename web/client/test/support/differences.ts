/** Where two values differ: `rooms.0.name: "A" instead of "B"`. */
export function differences(actual: unknown, expected: unknown, path = ''): string[] {
  if (!isObject(actual) || !isObject(expected)) {
    return Object.is(actual, expected)
      ? []
      : [`${path}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
  }
  const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  return [...keys].flatMap((key) => differences(actual[key], expected[key], path === '' ? key : `${path}.${key}`));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

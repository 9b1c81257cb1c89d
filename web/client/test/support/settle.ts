/** Far longer than anything takes, also on a busy machine, so that only a failure reaches it. */
export const PATIENCE = 90_000;

/** Waits until the condition holds. */
export async function eventually(condition: () => unknown, what: string | (() => string)): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Not within ${PATIENCE} ms: ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

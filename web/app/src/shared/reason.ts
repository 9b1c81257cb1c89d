import { ApiError } from '@devchat/client';

/** Why something did not work, in a sentence of the server where it has one. */
export function reasonOf(error: unknown): string {
  if (error instanceof ApiError) {
    const fields = Object.values(error.errors ?? {}).flat();
    return fields.length > 0 ? fields.join(' ') : error.message;
  }
  return error instanceof Error ? error.message : String(error);
}

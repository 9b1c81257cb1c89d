/** The members of a problem document (RFC 9457) that the client uses. */
export interface Problem {
  code: string;
  status: number;
  title: string;
  detail?: string;
  errors?: Record<string, string[]> | null;
}

/** The server refused a request. Branch on `code`, which is stable. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly status: number;
  /** Reasons by field name, if single fields were refused. */
  readonly errors: Readonly<Record<string, string[]>>;
  /** Milliseconds to wait before the next try, if the server named them. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null = null) {
    super(problem.detail ?? problem.title);
    this.code = problem.code;
    this.status = problem.status;
    this.errors = problem.errors ?? {};
    this.retryAfter = retryAfter;
  }
}

/** No answer arrived, or one that is not of the server. The request may have been carried out. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}

export function sessionEnded(): ApiError {
  return new ApiError({ code: 'session_ended', status: 401, title: 'The session has ended.' });
}

export function isUnauthorized(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

const TRANSIENT_REFUSALS = [401, 408, 429];

/** Whether the same request may succeed later. After 401 it may, once the user has signed in again. */
export function isTransient(error: unknown): boolean {
  if (error instanceof ApiError) return error.status >= 500 || TRANSIENT_REFUSALS.includes(error.status);
  return error instanceof NetworkError;
}

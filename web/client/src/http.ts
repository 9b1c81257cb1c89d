import { ApiError, NetworkError, type Problem } from './errors.js';
import type { Session } from './session.js';

export interface RequestOptions {
  /** Members without a value are left out. */
  query?: object;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

/** A request without an answer for so long counts as lost. */
const TIMEOUT = 30_000;

/** REST with the token of the session. Problem documents become `ApiError`. */
export class Http {
  readonly #baseUrl: string;
  readonly #session: Session;

  constructor(baseUrl: string, session: Session) {
    this.#baseUrl = baseUrl;
    this.#session = session;
  }

  async request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
    const url = this.#baseUrl + '/api' + path;
    const token = await orLost(options.signal, () => this.#session.token());
    const response = await send(method, url, options, token);
    if (response.status !== 401) return read<T>(response, options.signal);
    const renewed = await orLost(options.signal, () => this.#session.renew(token));
    return read<T>(renewed ? await send(method, url, options, renewed) : response, options.signal);
  }
}

/** A request that needs no token. */
export async function requestAnonymously<T>(method: string, url: string, body: unknown): Promise<T> {
  return read<T>(await send(method, url, { body }, null), undefined);
}

function send(method: string, url: string, options: RequestOptions, token: string | null): Promise<Response> {
  const headers: Record<string, string> = {};
  if (token) headers['Authorization'] = `Bearer ${token}`;
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  const body = options.body === undefined ? null : JSON.stringify(options.body);
  return orLost(options.signal, () =>
    fetch(url + queryString(options.query), { method, headers, body, signal: withTimeout(options.signal) }),
  );
}

function withTimeout(signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(TIMEOUT);
  // In Node.js 20, a signal without a listener may be collected before it fires: `any` holds it only weakly.
  timeout.addEventListener('abort', () => {});
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

function queryString(query: object = {}): string {
  const present = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  return present.length === 0 ? '' : '?' + new URLSearchParams(present.map(([name, value]) => [name, String(value)]));
}

async function read<T>(response: Response, signal: AbortSignal | undefined): Promise<T> {
  const text = await orLost(signal, () => response.text());
  if (!response.ok) throw new ApiError(problem(response, text), retryAfter(response));
  // An answer that is no JSON is of a proxy or a captive portal.
  return orLost(signal, async () => (text === '' ? undefined : JSON.parse(text)) as T);
}

/** A proxy in between may refuse without a problem document. */
function problem(response: Response, text: string): Problem {
  const unknown = { code: `http_${response.status}`, status: response.status, title: response.statusText };
  try {
    return { ...unknown, ...(JSON.parse(text) as Partial<Problem>) };
  } catch {
    return unknown;
  }
}

function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

async function orLost<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof ApiError) throw cause;
    throw new NetworkError('The server did not answer.', { cause });
  }
}

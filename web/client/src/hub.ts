import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { ApiError, type Problem } from './errors.js';
import type { CallName, Calls, Change, ConnectionGrant, EventName } from './events.js';

/** One connection to the SignalR hub `chat`, from its start to its end. */
export interface Hub {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** A refusal rejects with `ApiError`. */
  invoke<C extends CallName>(call: C, argument: Calls[C][0]): Promise<Calls[C][1]>;
}

export interface HubHandlers {
  onEvent: (change: Change) => void;
  onClose: () => void;
}

export type HubFactory = (grant: ConnectionGrant, handlers: HubHandlers) => Hub;

const EVENTS: EventName[] = [
  'chatroom-created',
  'chatroom-updated',
  'chatroom-deleted',
  'participant-added',
  'participant-removed',
  'new-message',
  'message-deleted',
  'messages-read',
  'unread-changed',
  'user-status-changed',
  'user-joined',
  'user-left',
  'user-typing',
  'user-stopped-typing',
];

type Reply<T> = T | { error: Problem };

export const signalRHub: HubFactory = (grant, { onEvent, onClose }) => {
  const connection = new HubConnectionBuilder()
    .withUrl(grant.url, { accessTokenFactory: () => grant.accessToken })
    .configureLogging(LogLevel.None)
    .build();
  for (const event of EVENTS) connection.on(event, (payload) => onEvent({ event, payload }));
  connection.onclose(onClose);
  return {
    start: () => connection.start(),
    stop: () => connection.stop(),
    invoke: async <C extends CallName>(call: C, argument: Calls[C][0]) => {
      // As a string: on Azure, text in an object that looks like a date arrives rewritten.
      const reply = await connection.invoke<Reply<Calls[C][1]>>(call, JSON.stringify(argument));
      if (reply && 'error' in reply) throw new ApiError(reply.error);
      return reply as Calls[C][1];
    },
  };
};

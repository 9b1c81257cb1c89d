import { HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

/** The connection works, but the app does not reply to a call over it. */
export class SilentTrigger extends Error {}

/** A realtime connection that remembers the ids of received messages. */
export class Hub {
  #connection;
  #told = new Set();
  #notice = () => {};

  /** @param {{ url: string, accessToken: string }} grant the answer of negotiate */
  constructor({ url, accessToken }) {
    this.#connection = new HubConnectionBuilder()
      .withUrl(url, { accessTokenFactory: () => accessToken })
      .configureLogging(LogLevel.None)
      .build();
    this.#connection.on("new-message", (message) => {
      this.#told.add(message.id);
      this.#notice();
    });
  }

  start() {
    return this.#connection.start();
  }

  stop() {
    return this.#connection.stop();
  }

  /** @throws {SilentTrigger} The service replied instead of the app. A refusal by the app is another error. */
  async call(target, argument) {
    const reply = await this.#connection.invoke(target, JSON.stringify(argument)).catch((reason) => {
      throw new SilentTrigger(`${target} got no reply of the app: ${reason.message}`);
    });
    if (reply?.error) {
      throw new Error(`${target} was refused: ${reply.error.status}, ${reply.error.code}`);
    }
    return reply;
  }

  /** Waits for the event of a message, which may have arrived already. */
  async heard({ id }) {
    while (!this.#told.has(id)) {
      await new Promise((notice) => (this.#notice = notice));
    }
  }
}

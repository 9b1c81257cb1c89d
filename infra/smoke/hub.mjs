import { HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

/** The connection works, but nothing of the app replies to a call over it. */
export class SilentTrigger extends Error {}

/** A realtime connection that remembers of which messages it was told. */
export class Hub {
  #connection;
  #told = new Set();
  #notice = () => {};

  /** @param {{ url: string, accessToken: string }} grant what negotiate answered */
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

  /** @throws {SilentTrigger} the service replies in the app's place. A refusal is the app's own reply, and another error. */
  async call(target, argument) {
    const reply = await this.#connection.invoke(target, JSON.stringify(argument)).catch((reason) => {
      throw new SilentTrigger(`${target} got no reply of the app: ${reason.message}`);
    });
    if (reply?.error) {
      throw new Error(`${target} was refused: ${reply.error.status}, ${reply.error.code}`);
    }
    return reply;
  }

  /** Awaits the event for a message; it may have come before. */
  async heard({ id }) {
    while (!this.#told.has(id)) {
      await new Promise((notice) => (this.#notice = notice));
    }
  }
}

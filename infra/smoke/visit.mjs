import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Api } from "./api.mjs";
import { Hub, SilentTrigger } from "./hub.mjs";

/** The steps of a new user who is alone in a chat. */
export class Visit {
  #api;
  #steps;
  #hide;
  #hub;
  #room;

  /**
   * @param {string} address of the API
   * @param {import("./steps.mjs").Steps} steps
   * @param {(secret: string) => void} hide receives each text that must not be printed
   */
  constructor(address, steps, hide) {
    this.#api = new Api(address);
    this.#steps = steps;
    this.#hide = hide;
  }

  /** Cleanup actions of the visit so far, newest first. Run them also after a failed visit. */
  farewells = [];

  async run() {
    await this.#becomeReady();
    await this.#signUp();
    await this.#connect();
    await this.#createRoom();
    await this.#chat();
  }

  /** A new deployment may still be starting: asks until it is ready. */
  async #becomeReady() {
    let lastReason = "no answer";
    const isReady = async (time) => {
      try {
        await this.#api.get("health/ready", time);
        return true;
      } catch (reason) {
        lastReason = reason.message;
        return false;
      }
    };
    const untilReady = async (time) => {
      while (!(await isReady(time))) {
        await pause(1000, undefined, { signal: time });
      }
    };
    await this.#steps.run("ready", untilReady, (limit) => new Error(`not ready ${limit}: ${lastReason}`));
  }

  async #signUp() {
    const username = `smoke-${randomBytes(6).toString("hex")}`;
    const password = randomBytes(24).toString("base64url");
    this.#hide(password);
    const account = { username, email: `${username}@smoke.invalid`, password };
    const { token } = await this.#post("register", "auth/register", account);
    this.#hide(token);
    this.#api.signIn(token);
    this.farewells.unshift(() => this.#post("log-out", "auth/logout"));
  }

  async #connect() {
    const grant = await this.#post("negotiate", "negotiate");
    this.#hide(grant.accessToken);
    this.#hub = new Hub(grant);
    await this.#steps.run("connect", () => this.#hub.start());
    this.farewells.unshift(() => this.#steps.run("disconnect", () => this.#hub.stop()));
  }

  async #createRoom() {
    const group = { name: "Smoke test", is_group: true, participant_ids: [] };
    this.#room = await this.#post("create-room", "chatrooms", group);
    this.farewells.unshift(() =>
      this.#steps.run("delete-room", (time) => this.#api.delete(`chatrooms/${this.#room.id}`, time)),
    );
  }

  async #chat() {
    const room = { chatroom_id: this.#room.id };
    const message = (content) => ({ ...room, content, client_message_id: randomUUID() });

    await this.#call("join-room", room);
    const posted = await this.#post("post-message", "messages", message("over REST"));
    await this.#steps.run("event-of-post", () => this.#hub.heard(posted));
    const sent = await this.#call("send-message", message("over SignalR"));
    await this.#steps.run("event-of-send", () => this.#hub.heard(sent));
    await this.#call("mark-read", { ...room, seq: sent.seq });
  }

  #post(step, path, body) {
    return this.#steps.run(step, (time) => this.#api.post(path, body, time));
  }

  #call(target, argument) {
    return this.#steps.run(
      target,
      () => this.#hub.call(target, argument),
      (limit) => new SilentTrigger(`${target} got no reply ${limit}`),
    );
  }
}

/** The REST API, called as one user. Its errors have status and problem code, and no other part of the answer. */
export class Api {
  #address;
  #token;

  /** @param {string} address as in https://chat.example.org/api */
  constructor(address) {
    this.#address = address.replace(/\/+$/, "");
  }

  get isSignedIn() {
    return this.#token !== undefined;
  }

  signIn(token) {
    this.#token = token;
  }

  get(path, time) {
    return this.#send("GET", path, undefined, time);
  }

  post(path, body, time) {
    return this.#send("POST", path, body, time);
  }

  delete(path, time) {
    return this.#send("DELETE", path, undefined, time);
  }

  async #send(method, path, body, time) {
    const call = `${method} ${path}`;
    const response = await fetch(`${this.#address}/${path}`, {
      method,
      headers: this.#headers(body),
      body: JSON.stringify(body),
      signal: time,
    }).catch((reason) => {
      throw new Error(`${call}: ${reason.cause?.code ?? reason.message}`);
    });
    const answer = await readJson(response);
    if (!response.ok) {
      throw new Error(`${call} answered ${response.status}${details(answer)}`);
    }
    return answer;
  }

  #headers(body) {
    return {
      ...(body && { "Content-Type": "application/json" }),
      ...(this.isSignedIn && { Authorization: `Bearer ${this.#token}` }),
    };
  }
}

/** Null if the answer is not JSON, for example a page of the host in front of the app. */
async function readJson(response) {
  try {
    return JSON.parse(await response.text());
  } catch {
    return null;
  }
}

function details(answer) {
  const away = Object.entries(answer?.parts ?? {}).filter(([, status]) => status !== "healthy");
  const said = [answer?.code, ...away.map(([store, status]) => `${store} is ${status}`), answer?.trace_id];
  return said.filter(Boolean).map((part) => `, ${part}`).join("");
}

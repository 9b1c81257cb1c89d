const mayTheAppSend =
  "whether the app may send: AzureSignalRConnectionString__serviceUri, and the roles of the app's identity on the SignalR service";

const byStep = {
  ready: "whether the app was deployed and starts (its log), and the stores that its settings name",
  negotiate: mayTheAppSend,
  connect: "the SignalR service: its state, its network rules, its quota of connections",
  "event-of-post": mayTheAppSend,
  "event-of-send": mayTheAppSend,
};

/** The things to check when a step fails. */
export function adviceFor(step) {
  return byStep[step] ?? "the log of the function app, by the trace id if there is one, and GET /api/health/ready";
}

/** The things to check, in order, when the SignalR trigger does not answer. */
export const silentTriggerAdvice = [
  "Upstream of the SignalR service: /runtime/webhooks/signalr of this function app, hub chat, categories connections and messages, and a key that its identity can read from Key Vault.",
  "System key: signalr_extension of the function app is the one that Key Vault holds for the upstream.",
  "Always ready instances: with none for http, the webhook may fail to wake an app that is scaled to zero.",
  "Host status: the function app lists its Realtime functions, and its log has no error of the SignalR extension.",
];

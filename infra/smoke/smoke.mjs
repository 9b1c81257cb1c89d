// Tests a deployment like a user, over REST and SignalR. Only an account remains.
// usage: node smoke.mjs API [SECONDS]     API: as in https://chat.example.org/api; SECONDS: time limit of a step, default 60
// Exit code: 0 all steps passed, 1 a step failed, 2 wrong usage, 3 the SignalR trigger does not answer.
import { Report } from "./report.mjs";
import { Steps } from "./steps.mjs";
import { Visit } from "./visit.mjs";

const [address, seconds = "60"] = process.argv.slice(2);
if (!URL.canParse(address) || !(Number(seconds) > 0)) {
  console.error("usage: node smoke.mjs API [SECONDS]     as in https://chat.example.org/api");
  process.exit(2);
}

const report = new Report(address);
const visit = new Visit(address, new Steps(Number(seconds), report), (secret) => report.hide(secret));
await visit.run().catch((failure) => report.failed(failure));
for (const farewell of visit.farewells) {
  await farewell().catch((failure) => report.failed(failure));
}
report.close();
process.exit(report.exitCode);

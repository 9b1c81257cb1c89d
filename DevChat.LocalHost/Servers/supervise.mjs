// Runs one server and ends it when stdin closes. A pipe closes however its writer dies, so a server
// outlives neither a LocalHost that stops nor one that is killed.
//
// In:  the first line of stdin, a JSON object (see SupervisedCommand in SupervisedProcess.cs). Not argv: that is public in `ps`.
// Out: one line, the server's process id. Exit code: the server's own.
import { spawn } from "node:child_process";
import { openSync, writeSync } from "node:fs";
import { constants } from "node:os";
import { createInterface } from "node:readline";

// Ctrl+C and a closing terminal reach the whole foreground group; LocalHost decides when servers end.
process.on("SIGINT", () => {});
process.on("SIGHUP", () => {});
process.stdout.on("error", () => {});

const input = createInterface({ input: process.stdin });
input.once("line", (line) => run(JSON.parse(line)));

function run(server) {
  const log = openSync(server.log, "w", 0o600);
  const child = spawn(server.command, server.arguments, {
    cwd: server.workingDirectory,
    env: { ...process.env, ...server.environment },
    uid: server.user?.userId,
    gid: server.user?.groupId,
    stdio: ["ignore", log, log],
    windowsHide: true,
    // A session of its own keeps the terminal's signals away; on Windows it would open a window.
    detached: process.platform !== "win32",
  });

  child.once("spawn", () => console.log(child.pid));
  child.once("error", (error) => {
    writeSync(log, `${error.message}\n`);
    process.exit(127);
  });
  child.once("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));

  const end = () => {
    child.kill(server.stopSignal);
    setTimeout(() => child.kill("SIGKILL"), server.graceMilliseconds);
  };
  process.once("SIGTERM", end);
  input.once("close", end);
}

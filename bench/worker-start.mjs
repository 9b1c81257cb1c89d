// Measures how long the function app needs from the start of its process until it connects to the Functions host. The
// host is a TCP server that accepts and says nothing. No store is needed.
//   node bench/worker-start.mjs DLL [RUNS=5]
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

const [dll, runs = '5'] = process.argv.slice(2);
if (!dll) {
  console.error('usage: node bench/worker-start.mjs DLL [RUNS]');
  process.exit(2);
}

const key = () => randomBytes(48).toString('base64');
const account = 'http://127.0.0.1:1/account';
const settings = {
  AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
  AzureSignalRConnectionString: `Endpoint=https://chat.example.test;AccessKey=${key()};Version=1.0;`,
  AzureWebJobsStorage: `AccountName=account;AccountKey=${key()};QueueEndpoint=${account};BlobEndpoint=${account}`,
  ConnectionStrings__Postgres: 'Host=127.0.0.1;Database=devchat',
  ConnectionStrings__Redis: '127.0.0.1:1',
  Jwt__Secret: key(),
};

async function start() {
  const host = createServer();
  host.listen(0, '127.0.0.1');
  await once(host, 'listening');
  const from = performance.now();
  const worker = spawn(
    'dotnet',
    [dll, '--functions-uri', `http://127.0.0.1:${host.address().port}`, '--functions-worker-id', 'worker',
      '--functions-request-id', 'request', '--functions-grpc-max-message-length', '2147483647'],
    { env: { ...process.env, ...settings }, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = once(worker, 'exit');
  const connected = once(host, 'connection').then(() => performance.now() - from);
  const milliseconds = await Promise.race([connected, ended.then(() => NaN)]);
  worker.kill('SIGKILL');
  await ended;
  host.close();
  return milliseconds;
}

for (let run = 0; run < Number(runs); run++) {
  console.log(`${(await start()).toFixed(0)} ms`);
}

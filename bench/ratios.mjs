// Reads the lines that driver.mjs printed in all rounds, one JSON object each, and prints for each shape the medians of
// both servers and their ratio. The last line is the same as JSON.
//   node bench/ratios.mjs ROUNDS.jsonl
import { readFileSync } from 'node:fs';

const measures = {
  'messages/s': (run) => run.msgs_per_s,
  'server CPU, ms per message': (run) => run.cpu_ms_per_msg,
  'ack p50, ms': (run) => run.ack_ms[0],
  'ack p95, ms': (run) => run.ack_ms[1],
  'ack p99, ms': (run) => run.ack_ms[2],
  'delivery p99, ms': (run) => run.delivery_ms[2],
  'out of order': (run) => run.outOfOrder,
  lost: (run) => run.lost,
  doubled: (run) => run.dup,
};

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** DevChat divided by Express; null if Express has 0. */
function ratio(express, devchat) {
  return express === 0 ? null : Number((devchat / express).toFixed(3));
}

function compare(runs, measure) {
  const of = (kind) => median(runs.filter((run) => run.kind === kind).map(measure));
  const [express, devchat] = [of('express'), of('devchat')];
  return { express, devchat, ratio: ratio(express, devchat) };
}

function shapeOf(run) {
  return `${run.rooms} rooms of ${run.members}, ${run.inflight} in flight`;
}

/** The runs of each shape. */
function grouped(runs) {
  const shapes = new Map();
  for (const run of runs) {
    shapes.set(shapeOf(run), [...(shapes.get(shapeOf(run)) ?? []), run]);
  }
  return shapes;
}

const runs = readFileSync(process.argv[2], 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const shapes = [...grouped(runs)].map(([shape, ofShape]) => ({
  shape,
  rounds: ofShape.length / 2,
  medians: Object.fromEntries(Object.entries(measures).map(([name, measure]) => [name, compare(ofShape, measure)])),
}));

for (const { shape, rounds, medians } of shapes) {
  console.log(`\n${shape}: medians of ${rounds} round(s)`);
  console.table(medians);
}
console.log(JSON.stringify(shapes));

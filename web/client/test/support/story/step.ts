import fc from 'fast-check';

/** How often a story has each kind of step, in relation to the others. */
const WEIGHTS = {
  send: 24,
  flood: 1,
  read: 10,
  delete: 8,
  open: 6,
  close: 6,
  loadOlder: 2,
  openGroup: 4,
  openDirect: 3,
  add: 8,
  remove: 6,
  leave: 2,
  rename: 4,
  deleteRoom: 1,
  cut: 6,
  reset: 3,
  goAway: 3,
  stall: 3,
  comeBack: 12,
  restart: 3,
  killHost: 1,
  check: 2,
};

export type Kind = keyof typeof WEIGHTS;

/** Numbers choose among what there is at that moment, so that a story stays a story when steps are taken out of it. */
export interface Step {
  kind: Kind;
  actor: number;
  room: number;
  choice: number;
  /** Milliseconds before the next step. The work of this one goes on meanwhile. */
  pause: number;
}

const kind = fc.oneof(
  ...Object.entries(WEIGHTS).map(([name, weight]) => ({ weight, arbitrary: fc.constant(name as Kind) })),
);

export const step: fc.Arbitrary<Step> = fc.record({
  kind,
  actor: fc.nat(6),
  room: fc.nat(11),
  choice: fc.nat(5000),
  pause: fc.nat(30),
});

import type { Party } from "@symbolon/synth-worker/mpc";

/** What one part of a program cost a node, all its repetitions together. */
export type PhaseCost = {
  readonly phase: string;
  readonly times: number;
  readonly rounds: number;
  readonly wallMs: number;
  readonly ands: number;
};

/** Divides a program into parts. */
export type PhaseClock = {
  /** Ends the part that runs and calls it `phase`; parts of one name are added up. */
  readonly end: (phase: string) => void;
  /** In the order in which they first ended. */
  readonly costs: () => readonly PhaseCost[];
};

/** A clock of a party's rounds, gates and wall time. It starts at once. */
export function phaseClock(party: Pick<Party, "cost">): PhaseClock {
  const costs = new Map<string, PhaseCost>();
  const now = () => ({ rounds: party.cost.rounds, ands: party.cost.ands, wallMs: performance.now() });
  let before = now();
  return {
    end(phase) {
      const after = now();
      const sum = costs.get(phase) ?? { phase, times: 0, rounds: 0, wallMs: 0, ands: 0 };
      costs.set(phase, {
        phase,
        times: sum.times + 1,
        rounds: sum.rounds + after.rounds - before.rounds,
        wallMs: sum.wallMs + after.wallMs - before.wallMs,
        ands: sum.ands + after.ands - before.ands,
      });
      before = after;
    },
    costs: () => [...costs.values()],
  };
}

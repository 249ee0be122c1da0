import { keystream } from "../../../random/keystream.ts";
import type { Party } from "../party.ts";
import type { PartyCost } from "../partyCost.ts";
import { type RunningParty, startParty } from "../startParty.ts";
import { memoryNetwork, type Tap } from "./memoryNetwork.ts";

export type ThreePartiesOptions = {
  /** Default semi-honest. */
  readonly mode?: Party["mode"];
  /** Chooses the keys; the same seed repeats a run byte for byte. */
  readonly seed?: number;
  /** Sees and may change each message. */
  readonly tap?: Tap;
};

/** How the three runs ended, in the order of the parties. */
export type ThreeRuns<T> = {
  readonly outcomes: readonly PromiseSettledResult<T>[];
  readonly costs: readonly PartyCost[];
};

/** Runs one program at three parties over links in memory and waits for all three, however they end. */
export async function settleThreeParties<T>(
  program: (party: RunningParty) => Promise<T>,
  options: ThreePartiesOptions = {},
): Promise<ThreeRuns<T>> {
  const { mode = "semi-honest", seed = 1, tap } = options;
  const network = memoryNetwork(tap);
  const publicSeed = new Uint8Array(32);
  new DataView(publicSeed.buffer).setUint32(0, seed, true);
  const stream = keystream(publicSeed, "three keys");
  const keys = [stream.bytes(32), stream.bytes(32), stream.bytes(32)];
  const session = stream.bytes(32);
  const parties = ([0, 1, 2] as const).map((index) =>
    startParty({
      index,
      orderId: "7",
      mode,
      keys: { own: keys[index]!.slice(), next: keys[(index + 1) % 3]!.slice() },
      session,
      links: {
        previous: network.link(index, (index + 2) % 3),
        next: network.link(index, (index + 1) % 3),
      },
    }),
  );
  const outcomes = await Promise.allSettled(parties.map(program));
  return { outcomes, costs: parties.map(({ cost }) => ({ ...cost })) };
}

/** As settleThreeParties, for runs that must succeed: the three results, or the first error. */
export async function threeParties<T>(
  program: (party: RunningParty) => Promise<T>,
  options: ThreePartiesOptions = {},
): Promise<{ results: readonly [T, T, T]; costs: readonly PartyCost[] }> {
  const { outcomes, costs } = await settleThreeParties(program, options);
  const results = outcomes.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
  return { results: results as unknown as [T, T, T], costs };
}

import { keystream } from "../../../random/keystream.ts";
import { memoryNetwork, type Tap } from "../../rss/test-support/memoryNetwork.ts";
import { type RingParty, ringParty } from "../party/ringParty.ts";
import { chooseKernel } from "../ring/chooseKernel.ts";
import type { RingKernel } from "../ring/ringKernel.ts";

/** TESTS ONLY: runs one program at three ring parties over links in memory and waits for all three, however they end. */
export async function settleRingParties<T>(
  program: (party: RingParty) => Promise<T>,
  options: { seed?: number; tap?: Tap; kernel?: RingKernel } = {},
): Promise<{ outcomes: PromiseSettledResult<T>[]; costs: RingParty["cost"][] }> {
  const network = memoryNetwork(options.tap);
  const seed = new Uint8Array(32);
  new DataView(seed.buffer).setUint32(0, options.seed ?? 1, true);
  const stream = keystream(seed, "ring keys");
  const keys = [stream.bytes(32), stream.bytes(32), stream.bytes(32)];
  const session = stream.bytes(32);
  const kernel = options.kernel ?? chooseKernel();
  const parties = ([0, 1, 2] as const).map((index) =>
    ringParty({
      index,
      orderId: "7",
      keys: { own: keys[index]!, next: keys[(index + 1) % 3]! },
      session,
      links: {
        previous: network.link(index, (index + 2) % 3),
        next: network.link(index, (index + 1) % 3),
      },
      kernel,
    }),
  );
  return { outcomes: await Promise.allSettled(parties.map(program)), costs: parties.map(({ cost }) => cost) };
}

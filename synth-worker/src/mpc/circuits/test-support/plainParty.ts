import { fastStream } from "../../../random/fastStream.ts";
import { keystream } from "../../../random/keystream.ts";
import type { Party } from "../../rss/party.ts";
import type { Shared } from "../../rss/shared.ts";

/**
 * TESTS ONLY: a party 0 that holds the values themselves (share 0 is the value, the others are 0) and needs no others: what a circuit computes,
 * without any protocol. `cost` counts as the real parties do, without frames; random bits repeat with the seed.
 */
export function plainParty(seed = 1): Party & { readonly opened: Uint32Array[] } {
  const publicSeed = new Uint8Array(32);
  new DataView(publicSeed.buffer).setUint32(0, seed, true);
  const stream = fastStream(keystream(publicSeed, "plain party"));
  const cost = { bytesSent: 0, rounds: 0, ands: 0 };
  const opened: Uint32Array[] = [];
  const holding = (own: Uint32Array): Shared => ({ own, next: new Uint32Array(own.length) });
  return {
    index: 0,
    mode: "semi-honest",
    cost,
    opened,
    and(x, y) {
      if (x.own.length !== y.own.length) throw new RangeError("unequal lengths");
      cost.rounds++;
      cost.ands += 32 * x.own.length;
      cost.bytesSent += 4 * x.own.length;
      return Promise.resolve(holding(x.own.map((word, i) => word & y.own[i]!)));
    },
    random: (words) => holding(Uint32Array.from({ length: words }, () => stream.nextUint32())),
    open(x) {
      cost.rounds++;
      cost.bytesSent += 4 * x.own.length;
      const value = x.own.slice();
      opened.push(value);
      return Promise.resolve(value);
    },
  };
}

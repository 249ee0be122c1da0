import { multiply } from "../multiply.ts";
import type { PartyCore } from "../partyCore.ts";
import type { Prss } from "../prss.ts";
import { bucketSize, UNIT_LANES } from "./bucketSize.ts";
import { checkGates } from "./checkGates.ts";
import { compareDigests } from "./compareDigests.ts";
import type { GateLog } from "./gateLog.ts";
import { shuffleUnits } from "./shuffleUnits.ts";
import { tossCoin } from "./tossCoin.ts";

/** The streams of shared randomness that a verification draws from. */
export type VerificationStreams = { readonly triples: Prss; readonly tripleMasks: Prss; readonly coin: Prss };

/** One word of known-good gates, 0 AND 0 = 0: its triples are checked against nothing else. */
const KNOWN_GOOD = { own: new Uint32Array(1), next: new Uint32Array(1) };

/**
 * Verifies all gates of the log and empties it: random triples by the unverified AND, B to a gate, given out by a shuffle that is tossed
 * after gates and triples are fixed (Furukawa et al., EUROCRYPT 2017; Araki et al., S&P 2017). Throws E4020 unless all are right; a wrong
 * gate passes with probability at most 2^-40 (docs/proofs/and-verification.md). 1 + 3 B bits per gate with the gate's own, 5 rounds.
 * `bucket` is for tests of the bound.
 */
export async function verifyGates(
  core: PartyCore,
  streams: VerificationStreams,
  log: GateLog,
  bucket?: number,
): Promise<void> {
  if (log.words() === 0) return;
  log.append(KNOWN_GOOD, KNOWN_GOOD, KNOWN_GOOD);
  const units = log.words() * (32 / UNIT_LANES);
  const pool = log.words() * (bucket ?? bucketSize(units));
  const a = streams.triples.random(pool);
  const b = streams.triples.random(pool);
  const c = await multiply(core, streams.tripleMasks, "triple", a, b);
  const coin = await tossCoin(core, streams.coin);
  shuffleUnits([a.own, a.next, b.own, b.next, c.own, c.next], coin);
  const digests = await checkGates(core, log.gates(), { a, b, c });
  await compareDigests(core, digests, "the check of the gates failed");
  log.clear();
  core.operation++;
}

import { runningHash } from "../../random/runningHash.ts";
import { type PartyCore, stepOf } from "./partyCore.ts";
import { sameBytes } from "./sameBytes.ts";
import type { Shared } from "./shared.ts";
import { stopped } from "./stopped.ts";
import { wordBytes } from "./wordBytes.ts";

/**
 * Shows x to all three: the missing share x_(i+2) comes from party i - 1, which has it as its own. With `redundant`, party i + 1, which
 * has the same share, sends its SHA-256, and a difference throws E4020: one liar cannot make an honest party believe another value.
 * One round.
 */
export async function openShared(core: PartyCore, x: Shared, redundant: boolean): Promise<Uint32Array> {
  const step = stepOf(core, "open");
  core.cost.bytesSent += core.next.send(step, wordBytes(x.own));
  if (redundant) core.cost.bytesSent += core.previous.send(step, digestOf(wordBytes(x.next)));
  const value = new Uint32Array(x.own.length);
  const missing = wordBytes(value);
  missing.set(await core.previous.receive(step, 4 * value.length));
  if (redundant && !sameBytes(await core.next.receive(step, 32), digestOf(missing))) {
    throw stopped(core.orderId, "the two copies of an opened share differ");
  }
  core.cost.rounds++;
  for (let i = 0; i < value.length; i++) value[i]! ^= x.own[i]! ^ x.next[i]!;
  return value;
}

function digestOf(bytes: Uint8Array): Uint8Array {
  const hash = runningHash();
  hash.update(bytes);
  return hash.digest();
}

import { type PartyCore, stepOf } from "../partyCore.ts";
import type { Prss } from "../prss.ts";
import { sameBytes } from "../sameBytes.ts";
import { stopped } from "../stopped.ts";
import { wordBytes } from "../wordBytes.ts";

/** Words of a public coin: one AES-128 key. */
const COIN_WORDS = 4;

/**
 * 16 public random bytes that nobody could foresee before all three had finished what came before. First a barrier: each party says
 * "ready" once everything due to it has arrived, and waits for both others. Then a random sharing is opened with both copies of each
 * share. A single corrupt party sends its gate messages to one honest party only, and that one is not ready before it has them;
 * and the share that the corrupt party lacks is shown by no honest party before both are ready. So the coin comes after every
 * gate of the corrupt party is fixed, and it cannot be steered: all shares were fixed by the keys. Two rounds.
 */
export async function tossCoin(core: PartyCore, coin: Prss): Promise<Uint8Array> {
  const ready = stepOf(core, "ready");
  core.cost.bytesSent += core.previous.send(ready) + core.next.send(ready);
  await core.previous.receive(ready, 0);
  await core.next.receive(ready, 0);
  core.cost.rounds++;

  const step = stepOf(core, "coin");
  const { own, next } = coin.random(COIN_WORDS);
  core.cost.bytesSent += core.next.send(step, wordBytes(own)) + core.previous.send(step, wordBytes(next));
  const missing = await core.previous.receive(step, 4 * COIN_WORDS);
  const copy = await core.next.receive(step, 4 * COIN_WORDS);
  core.cost.rounds++;
  if (!sameBytes(missing, copy)) {
    throw stopped(core.orderId, "the two copies of a coin differ");
  }
  const ownBytes = wordBytes(own);
  const nextBytes = wordBytes(next);
  return missing.map((byte, i) => byte ^ ownBytes[i]! ^ nextBytes[i]!);
}

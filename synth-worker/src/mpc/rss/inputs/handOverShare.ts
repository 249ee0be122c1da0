import type { ReceivedBits } from "./acceptBits.ts";
import { requirePackageLength } from "./requirePackageLength.ts";
import { sharePlaces } from "./sharePlaces.ts";

/**
 * What node `index` gives the one that takes node `to`'s place: salt and body of the share that both hold, a part of its own package. For its
 * eyes only. It has no third share from it: node `to`'s package is what it may know. Throws E4001 for a package of a wrong length, RangeError
 * for its own place.
 */
export function handOverShare(
  received: Pick<ReceivedBits, "datasetId" | "index" | "words" | "package">,
  to: 0 | 1 | 2,
): Uint8Array {
  requirePackageLength(received);
  const { index, words } = received;
  if (to === index) throw new RangeError("a node does not take over from itself");
  const [own, next] = sharePlaces(index, words);
  // Node `to` holds shares `to` and `to` + 1: this node's second if it is the one before, its first if it is the one after.
  const place = next.share === to ? next : own;
  return received.package.slice(place.from, place.to);
}

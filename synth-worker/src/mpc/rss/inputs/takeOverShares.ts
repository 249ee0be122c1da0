import { type Hex, SymbolonError } from "@symbolon/protocol";
import { stopped } from "../stopped.ts";
import type { ReceivedBits } from "./acceptBits.ts";
import { openShare } from "./openShare.ts";
import { sharePlaces } from "./sharePlaces.ts";

/** One survivor's part of a dealing, and the commitments that it has with it. */
export type HandedShare = { readonly commitments: readonly Hex[]; readonly part: Uint8Array };

/**
 * The package of the node whose place is taken, from what its neighbours handed over: the one before gives share `index`, the one after share
 * `index` + 1. It is the very package that the hospital sent, byte for byte. Throws E4020 naming both when they have different commitments
 * (the hospital's signature tells who is right: the caller's to check), E4001 for a part of a wrong length, E4007 naming the survivor
 * whose share is not the one committed to.
 */
export function takeOverShares(
  dealing: Pick<ReceivedBits, "orderId" | "job" | "datasetId" | "index" | "words">,
  survivors: { readonly previous: HandedShare; readonly next: HandedShare },
): Uint8Array {
  const { orderId, datasetId, index, words } = dealing;
  const { previous, next } = survivors;
  const nodes = [(index + 2) % 3, (index + 1) % 3];
  if (previous.commitments.join() !== next.commitments.join())
    throw stopped(
      orderId,
      `nodes ${nodes.join(" and ")} contradict each other about the commitments of dataset ${datasetId}`,
    );
  const places = sharePlaces(index, words);
  const bytes = new Uint8Array(places[1].to);
  for (const [i, { commitments, part }] of [previous, next].entries()) {
    const place = places[i]!;
    const expected = place.to - place.from;
    if (part.length !== expected)
      throw new SymbolonError("E4001", { length: part.length, expected, datasetId, node: nodes[i] });
    if (openShare({ ...dealing, commitments }, place, { bytes: part, words }) === null)
      throw new SymbolonError("E4007", { node: nodes[i], field: "share commitment", orderId, datasetId });
    bytes.set(part, place.from);
  }
  return bytes;
}

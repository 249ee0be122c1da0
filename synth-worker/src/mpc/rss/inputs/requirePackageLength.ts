import { SymbolonError } from "@symbolon/protocol";
import { sharePlaces } from "./sharePlaces.ts";

/** Throws E4001 for a package that has not the length of node `index`'s. */
export function requirePackageLength(received: {
  readonly datasetId: string;
  readonly index: 0 | 1 | 2;
  readonly words: number;
  readonly package: Uint8Array;
}): void {
  const { datasetId, index, words } = received;
  const expected = sharePlaces(index, words)[1].to;
  const { length } = received.package;
  if (length !== expected) throw new SymbolonError("E4001", { length, expected, datasetId });
}

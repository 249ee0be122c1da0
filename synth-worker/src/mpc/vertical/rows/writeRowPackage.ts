import { fromHex } from "@symbolon/protocol";
import { tokenCount } from "../join/tokenCount.ts";
import { writeMessage } from "../wire/writeMessage.ts";
import type { RowPackage } from "./shareRows.ts";

/**
 * A package as bytes, to be sealed for its node (rowsContext): holder, number of rows, three commitments of 32 bytes, the tokens, then both
 * components as a salt of 32 bytes and those of componentBytes.
 */
export function writeRowPackage({
  holder,
  tokens,
  commitments,
  components,
}: RowPackage): Uint8Array<ArrayBuffer> {
  return writeMessage(
    "rows",
    [holder, tokenCount(tokens)],
    [
      ...commitments.map((commitment) => fromHex(commitment)),
      tokens,
      ...components.flatMap(({ salt, bytes }) => [salt, bytes]),
    ],
  );
}

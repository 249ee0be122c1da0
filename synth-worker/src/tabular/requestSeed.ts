import { fromHex, type Hex, SymbolonError } from "@symbolon/protocol";

/** The most rows one file may have; the order spec has the same limit. */
const MAX_ROWS = 1_000_000;

/** The seed of a request for rows, as bytes. Throws E1006 for rows outside 1..1,000,000 and a seed that is not 32 bytes as 0x hex. */
export function requestSeed({
  rows,
  seedHex,
}: {
  readonly rows: number;
  readonly seedHex: string;
}): Uint8Array {
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document: "request to generate", reason });
  };
  if (!Number.isInteger(rows) || rows < 1 || rows > MAX_ROWS)
    refuse(`rows must be 1 to ${MAX_ROWS}, not ${rows}`);
  if (!/^0x[0-9a-fA-F]{64}$/.test(seedHex)) refuse("the seed must be 32 bytes as 0x hex");
  return fromHex(seedHex as Hex);
}

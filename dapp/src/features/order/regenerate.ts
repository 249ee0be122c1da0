import {
  cidOfDigest,
  digestOfBytes,
  type Hex,
  Model,
  parseDocument,
  rowSeed,
  SymbolonError,
} from "@symbolon/protocol";

/** What the file is remade from: the order's number, its rows, and the digest of its model on chain. */
export type RegenerateInput = { readonly orderId: bigint; readonly rows: number; readonly modelDigest: Hex };

/**
 * Fetches the public model by its address, checks it against its digest, makes the order's file from it in this browser and
 * returns the file's sha256. Needs neither key nor wallet. Throws E5001 or E6004 when the model cannot be fetched, E5002 when its
 * bytes are not the ones on chain, E1006 when it is not a model.
 */
export async function regenerate(input: RegenerateInput): Promise<Hex> {
  const cid = cidOfDigest(input.modelDigest);
  const bytes = await fetchBlock(cid);
  if (digestOfBytes(bytes) !== input.modelDigest.toLowerCase()) throw new SymbolonError("E5002", { cid });
  const model = parseDocument(Model, JSON.parse(new TextDecoder().decode(bytes)), "model");
  // The generator is only needed by those who ask for this, so it stays out of the first load.
  const { generateCsv } = await import("@symbolon/synth-worker/generate");
  const seedHex = rowSeed(input.orderId, input.modelDigest);
  return digestOfBytes(generateCsv(model, { rows: input.rows, seedHex }));
}

async function fetchBlock(cid: string): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(`/ipfs/${cid}`);
  } catch (cause) {
    throw new SymbolonError("E6004", { url: "The gateway", reason: "no connection" }, { cause });
  }
  if (!response.ok) throw new SymbolonError("E5001", { cid });
  return new Uint8Array(await response.arrayBuffer());
}

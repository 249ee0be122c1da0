import {
  cidOfDigest,
  digestOfBytes,
  type Hex,
  Model,
  OrderSpec,
  parseDocument,
  rowSeed,
  SymbolonError,
} from "@symbolon/protocol";

/** What the file is remade from: the order's number, its rows, and the digests of its spec and its model on chain. */
export type RegenerateInput = {
  readonly orderId: bigint;
  readonly rows: number;
  readonly specDigest: Hex;
  readonly modelDigest: Hex;
};

/**
 * Fetches the public model and the order's spec by their addresses, checks each against its digest, makes the order's file from them in this
 * browser and returns the file's sha256. Needs neither key nor wallet. Throws E5001 or E6004 when one cannot be fetched, E5002 when its
 * bytes are not the ones on chain, E1006 when it is not what it should be.
 */
export async function regenerate(input: RegenerateInput): Promise<Hex> {
  const [specJson, modelJson] = await Promise.all([
    fetchJson(input.specDigest),
    fetchJson(input.modelDigest),
  ]);
  const { columns, cohort } = parseDocument(OrderSpec, specJson, "order spec");
  const model = parseDocument(Model, modelJson, "model");
  // The generator is only needed by those who ask for this, so it stays out of the first load.
  const { generateCsv } = await import("@symbolon/synth-worker/generate");
  const seedHex = rowSeed(input.orderId, input.modelDigest);
  return digestOfBytes(generateCsv(model, { rows: input.rows, seedHex, columns, cohort }));
}

async function fetchJson(digest: Hex): Promise<unknown> {
  const cid = cidOfDigest(digest);
  const bytes = await fetchBlock(cid);
  if (digestOfBytes(bytes) !== digest.toLowerCase()) throw new SymbolonError("E5002", { cid });
  return JSON.parse(new TextDecoder().decode(bytes));
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

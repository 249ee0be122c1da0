import {
  cidOfDigest,
  digestOfBytes,
  type Hex,
  isPrivateOrder,
  JointModel,
  OrderSpec,
  parseDocument,
  rowSeed,
  SymbolonError,
} from "@symbolon/protocol";
import type { CellCounts } from "./cellCounts.ts";
import { makeFile } from "./makeFile.ts";

/** What the file is remade from: the order's number, its rows, and the digests of its spec and its model on chain. */
export type RegenerateInput = {
  readonly orderId: bigint;
  readonly rows: number;
  readonly specDigest: Hex;
  readonly modelDigest: Hex;
};

/** The file made again: its sha256, its cells, and the model that it came from. */
export type Regenerated = {
  readonly hash: Hex;
  readonly cells: CellCounts;
  readonly model: JointModel;
  readonly isCohort: boolean;
};

/**
 * Fetches the public model and a private order's spec by their addresses, checks each against its digest, and makes the order's file from
 * them in this browser. Needs neither key nor wallet. Throws E5001 or E6004 when one cannot be fetched, E5002 when its bytes are not the
 * ones on chain, E1006 when it is not what it should be, and what makeFile throws.
 */
export async function regenerate(input: RegenerateInput): Promise<Regenerated> {
  const [specJson, modelJson] = await Promise.all([
    fetchJson(input.specDigest),
    fetchJson(input.modelDigest),
  ]);
  const spec = parseDocument(OrderSpec, specJson, "order spec");
  const { columns, cohort } = isPrivateOrder(spec) ? spec : refuseKind(spec.engine);
  const model = parseDocument(JointModel, modelJson, "model");
  const seedHex = rowSeed(input.orderId, input.modelDigest);
  const made = await makeFile({ model, request: { rows: input.rows, seedHex, columns, cohort } });
  return { ...made, model, isCohort: cohort !== undefined };
}

function refuseKind(engine: string): never {
  throw new SymbolonError("E1006", {
    document: "order spec",
    reason: `engine ${engine} makes no file from a model`,
  });
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

import {
  DatasetSchema,
  documentBytes,
  MAX_SINGLE_BLOCK_BYTES,
  parseDocument,
  SymbolonError,
} from "@symbolon/protocol";
import { readBody } from "../../http/readBody.ts";
import { sendJson } from "../../http/sendJson.ts";
import type { RestCall } from "./restRoute.ts";

/**
 * POST /catalogue/schema: a dataset schema (symbolon-schema/1) in, its CID and digest out once its canonical bytes are pinned, so that a listing can
 * name them before any node runs. Throws E1006 for what is no schema, E9003 above one block.
 */
export async function postSchema({ gateway, request, response }: RestCall): Promise<void> {
  const bytes = await readBody(request, MAX_SINGLE_BLOCK_BYTES);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new SymbolonError("E1006", { document: "dataset schema", reason: "it is not JSON" }, { cause });
  }
  const schema = parseDocument(DatasetSchema, value, "dataset schema");
  const { cid, digest } = await gateway.contentStore.add(documentBytes(schema));
  sendJson(response, 200, { cid, digest });
}

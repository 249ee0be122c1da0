import { documentBytes, SymbolonError } from "@symbolon/protocol";
import { importEntries } from "../../catalogue/importEntries.ts";
import { RDF_TYPES } from "../../catalogue/parseRdf.ts";
import { readBody } from "../../http/readBody.ts";
import { sendJson } from "../../http/sendJson.ts";
import type { RestCall } from "./restRoute.ts";

const MAX_BYTES = 2_000_000;
const MAX_PINNED = 100;
const TYPES = [...RDF_TYPES, "application/json"] as const;

/**
 * POST /catalogue/check: a catalogue file, or one typed description as application/json, in; every dataset of it with all its findings, and the entry
 * that it makes, out. 422 when one has a violation. POST /catalogue/import does the same and, when no dataset has a violation, pins the entries so
 * that their digests can be published. All or nothing: an invalid entry cannot be made here. Throws E9009 for another content type, E9003 above 2
 * MB, E1010 for an unreadable file and E9007 above 100 entries to pin.
 */
export async function postCatalogue({ gateway, request, response, params }: RestCall): Promise<void> {
  const given = (request.headers["content-type"] ?? "").split(";")[0]!.trim().toLowerCase();
  const type = TYPES.find((each) => each === given);
  if (type === undefined)
    throw new SymbolonError("E9009", { reason: `Content-Type is one of ${TYPES.join(", ")}` });
  const text = decode(await readBody(request, MAX_BYTES));
  const datasets = await importEntries(text, type);
  const entries = datasets.flatMap(({ entry }) => (entry === null ? [] : [entry]));
  const valid = entries.length === datasets.length;
  const pin = valid && params[0] === "import";
  if (pin && entries.length > MAX_PINNED)
    throw new SymbolonError("E9007", {
      reason: `a file of at most ${MAX_PINNED} datasets is imported at once`,
    });
  if (pin) for (const entry of entries) await gateway.contentStore.add(documentBytes(entry));
  sendJson(response, valid ? 200 : 422, { valid, pinned: pin, datasets });
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SymbolonError("E9009", { reason: "the body is no UTF-8" }, { cause });
  }
}

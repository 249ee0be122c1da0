import {
  cidOfDigest,
  digestOfBytes,
  digestOfCid,
  documentBytes,
  type Hex,
  SymbolonError,
} from "@symbolon/protocol";
import { z } from "zod";
import { callHttp } from "./callHttp.ts";

const AddAnswer = z.object({ Hash: z.string().min(1) });
const MAX_DOCUMENT_BYTES = 1_048_576;

/** Content-addressed storage over Kubo's RPC API (docs.ipfs.tech/reference/kubo/rpc). */
export type ContentStore = {
  /** Adds and pins; the same bytes give the same CID, so repeating is safe. Throws E5004. */
  pin(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<string>;
  /** Pins a JSON document in canonical form and checks that its CID is its digest. Throws E5002, E5004. */
  pinDocument(document: unknown, name: string): Promise<string>;
  /** The parsed JSON document with this digest; bytes are checked, so any node may serve them. Throws E5001, E5002, E5004. */
  document(digest: Hex): Promise<unknown>;
};

/** A client for the API at `apiUrl`; `apiToken` is sent as bearer token (writes need it). */
export function openContentStore(options: {
  readonly apiUrl: string;
  readonly apiToken?: string;
}): ContentStore {
  const base = options.apiUrl.replace(/\/+$/, "");
  const headers: Record<string, string> =
    options.apiToken === undefined ? {} : { authorization: `Bearer ${options.apiToken}` };
  const call = async (path: string, body?: FormData): Promise<Uint8Array<ArrayBuffer>> => {
    try {
      return await callHttp(`${base}/api/v0/${path}`, {
        method: "POST",
        headers,
        ...(body === undefined ? {} : { body }),
      });
    } catch (cause) {
      if (!(cause instanceof SymbolonError) || cause.code !== "E6004") throw cause;
      throw new SymbolonError("E5004", { reason: String(cause.details.reason) }, { cause });
    }
  };
  const pin: ContentStore["pin"] = async (bytes, name) => {
    const form = new FormData();
    form.append("file", new Blob([bytes]), name);
    const answer = await call(
      "add?cid-version=1&raw-leaves=true&chunker=size-1048576&pin=true&quieter=true",
      form,
    );
    const parsed = AddAnswer.safeParse(lastJsonLine(answer));
    if (!parsed.success) throw new SymbolonError("E5004", { reason: "its answer to add cannot be read" });
    const digest = digestOfCid(parsed.data.Hash);
    if (digest !== null && digest !== digestOfBytes(bytes))
      throw new SymbolonError("E5002", { cid: parsed.data.Hash });
    return parsed.data.Hash;
  };
  return {
    pin,
    async pinDocument(document, name) {
      const bytes = documentBytes(document);
      const cid = await pin(bytes, name);
      if (cid !== cidOfDigest(digestOfBytes(bytes))) throw new SymbolonError("E5002", { cid });
      return cid;
    },
    async document(digest) {
      const cid = cidOfDigest(digest);
      const bytes = await call(`cat?arg=${cid}&length=${MAX_DOCUMENT_BYTES + 1}`);
      if (digestOfBytes(bytes) !== digest) throw new SymbolonError("E5002", { cid });
      return JSON.parse(new TextDecoder().decode(bytes));
    },
  };
}

function lastJsonLine(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes).trim().split("\n").at(-1) ?? "");
  } catch {
    return null;
  }
}

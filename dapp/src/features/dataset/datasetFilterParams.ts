import { type Hex, parseWei } from "@symbolon/protocol";
import type { DatasetFilter } from "../../data/gateway/types.ts";

/** The list's filter as it stands in the page address, so that a search can be shared and the back button works. */
export function filterFromParams(params: URLSearchParams): DatasetFilter {
  const text = params.get("q")?.trim();
  const category = integer(params.get("category"));
  const purposesMask = integer(params.get("purposes"));
  const schema = params.get("schema");
  const maxPriceWei = price(params.get("maxPrice"));
  return {
    ...(text ? { text } : {}),
    ...(category === null ? {} : { category }),
    ...(purposesMask ? { purposesMask } : {}),
    ...(schema && /^0x[0-9a-f]{64}$/.test(schema) ? { schemaDigest: schema as Hex } : {}),
    ...(maxPriceWei === null ? {} : { maxPriceWei }),
  };
}

/** `params` with one entry set, or removed for an empty value. */
export function withParam(params: URLSearchParams, key: string, value: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value === "") next.delete(key);
  else next.set(key, value);
  return next;
}

function integer(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function price(text: string | null): bigint | null {
  if (text === null) return null;
  try {
    return parseWei(text);
  } catch {
    return null;
  }
}

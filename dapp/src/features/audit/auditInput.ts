import { digestOfBytes, type Hex, Manifest } from "@symbolon/protocol";
import { type Evidence, readBundle } from "@symbolon/synth-worker/verification";

/** What a dropped file is to an audit: evidence to check against, the manifest of an order, or a data file to check. */
export type AuditInput =
  | { readonly kind: "bundle"; readonly name: string; readonly evidence: Evidence }
  | { readonly kind: "manifest"; readonly name: string; readonly digest: Hex }
  | {
      readonly kind: "file";
      readonly name: string;
      readonly digest: Hex;
      readonly bytes: Uint8Array<ArrayBuffer>;
    };

/** No evidence is longer than this many bytes, and no longer file is tried as JSON. */
const MOST_JSON_BYTES = 64 * 1024 * 1024;

/** Tells what a file is by its content, never by its name. Throws E1006 and E7005 for a bundle that is broken. */
export function auditInput(name: string, bytes: Uint8Array<ArrayBuffer>): AuditInput {
  const value = bytes.length <= MOST_JSON_BYTES ? parsed(bytes) : undefined;
  if (isBundle(value)) return { kind: "bundle", name, evidence: readBundle(value, name) };
  const digest = digestOfBytes(bytes);
  if (Manifest.safeParse(value).success) return { kind: "manifest", name, digest };
  // A statistic is JSON too, and a file like any other.
  return { kind: "file", name, digest, bytes };
}

/** Either form of evidence: alone, or carried by a PROV-JSON document. */
function isBundle(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { format, prefix } = value as { format?: unknown; prefix?: unknown };
  return format === "symbolon-evidence/2" || (typeof prefix === "object" && "entity" in value);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

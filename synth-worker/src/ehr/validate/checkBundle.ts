import type { Finding } from "../omop/finding.ts";
import { checkFhir } from "./checkFhir.ts";

const TYPES = new Set([
  "document",
  "message",
  "transaction",
  "transaction-response",
  "batch",
  "batch-response",
  "history",
  "searchset",
  "collection",
]);

/** A FHIR R4 Bundle of the kind we write: its type, its entries' full URLs (each once, and of its resource), and its resources as checkFhir checks them. */
export function checkBundle(bundle: unknown): Finding[] {
  const findings: Finding[] = [];
  const tell = (row: number | null, field: string, kind: Finding["kind"], reason: string) => {
    findings.push({ where: "Bundle", row, field, kind, reason });
  };
  const { resourceType, type, entry } = (bundle ?? {}) as Record<string, unknown>;
  if (resourceType !== "Bundle") {
    tell(null, "resourceType", "code", "not a Bundle");
    return findings;
  }
  if (!TYPES.has(String(type))) tell(null, "type", "code", "not a code of the required value set");
  if (entry !== undefined && !Array.isArray(entry)) {
    tell(null, "entry", "cardinality", "must be a list");
    return findings;
  }
  const seen = new Set<unknown>();
  const entries = (entry ?? []) as {
    fullUrl?: unknown;
    resource?: { resourceType?: unknown; id?: unknown };
  }[];
  for (const [row, { fullUrl, resource }] of entries.entries()) {
    if (fullUrl === undefined) tell(row, "entry.fullUrl", "cardinality", "a collection's entry has one");
    else if (seen.has(fullUrl))
      tell(row, "entry.fullUrl", "duplicate", "bdl-7: the full URL was used before");
    seen.add(fullUrl);
    const tail = `/${resource?.resourceType}/${resource?.id}`;
    if (typeof fullUrl === "string" && fullUrl.startsWith("http") && !fullUrl.endsWith(tail))
      tell(row, "entry.fullUrl", "rule", "it is of another resource than the entry's");
  }
  return [...findings, ...checkFhir(entries.map(({ resource }) => resource))];
}

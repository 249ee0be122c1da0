import type { FhirEntry } from "@symbolon/synth-worker/ehr";

/**
 * The resources of a FHIR text: a Bundle, one resource or an array as JSON, or ndjson with one resource or Bundle per line. A line that is not JSON comes as
 * an entry without a resource, so that the import lists it. null when nothing of it is JSON.
 */
export function fhirEntries(file: string, text: string): FhirEntry[] | null {
  const whole = parsed(text);
  if (whole !== undefined) return unpacked(file, whole, 1);
  const lines = text
    .split(/\r?\n/)
    .map((line, i) => ({
      value: line.trim() === "" ? null : parsed(line),
      isBlank: line.trim() === "",
      at: i + 1,
    }))
    .filter(({ isBlank }) => !isBlank);
  if (lines.every(({ value }) => value === undefined)) return null;
  return lines.flatMap(({ value, at }) => unpacked(file, value, at));
}

function unpacked(file: string, value: unknown, first: number): FhirEntry[] {
  if (Array.isArray(value)) return value.map((resource, i) => ({ resource, file, entry: i + 1 }));
  const { resourceType, entry } = (value ?? {}) as { resourceType?: unknown; entry?: unknown };
  if (resourceType !== "Bundle") return [{ resource: value, file, entry: first }];
  const entries = (Array.isArray(entry) ? entry : []) as ({ fullUrl?: unknown; resource?: unknown } | null)[];
  return entries.map((each, i) => ({
    resource: each?.resource,
    fullUrl: typeof each?.fullUrl === "string" ? each.fullUrl : undefined,
    file,
    entry: i + 1,
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

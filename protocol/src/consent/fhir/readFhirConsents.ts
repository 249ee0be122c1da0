import { SymbolonError } from "../../errors/SymbolonError.ts";
import { type FhirImportOptions, type MappedConsent, mapFhirConsent } from "./mapFhirConsent.ts";

/** A resource that was not taken over: `where` is its place and id, `reason` why. */
export type FhirFault = { readonly where: string; readonly reason: string };

/**
 * What an import made of a file. `bad` could not be understood or is unsafe to take as what it says; `skipped` are sound but no business of
 * this market; `notes` tell what of an imported one was read more strictly than written.
 */
export type FhirImport = {
  readonly read: number;
  readonly mapped: readonly MappedConsent[];
  readonly skipped: readonly FhirFault[];
  readonly bad: readonly FhirFault[];
  readonly notes: readonly FhirFault[];
};

/**
 * Consents and opt-outs from FHIR R4 `Consent` resources: a Bundle, one resource, an array or ndjson. A resource that cannot be mapped is
 * listed and the others go on; nothing is ever read as consent that does not say so. Throws E1006 when the text is neither JSON nor ndjson.
 */
export function readFhirConsents(text: string, options: FhirImportOptions): FhirImport {
  const mapped: MappedConsent[] = [];
  const [skipped, bad, notes]: [FhirFault[], FhirFault[], FhirFault[]] = [[], [], []];
  const resources = resourcesOf(text);
  for (const { where, value } of resources) {
    if (value === undefined) {
      bad.push({ where, reason: "it is not JSON" });
      continue;
    }
    const result = mapFhirConsent(value, options);
    const named = { where: result.id === null ? where : `${where} (${result.id})` };
    if (result.kind === "bad") bad.push({ ...named, reason: result.reason });
    else if (result.kind === "skipped") skipped.push({ ...named, reason: result.reason });
    else {
      mapped.push(result.consent);
      for (const note of result.notes) notes.push({ ...named, reason: note });
    }
  }
  return { read: resources.length, mapped, skipped, bad, notes };
}

type Found = { readonly where: string; readonly value: unknown };

function resourcesOf(text: string): Found[] {
  const whole = parsed(text);
  if (whole !== undefined) return unpacked(whole);
  const lines = text.split(/\r?\n/).map((line, i) => ({ line: line.trim(), where: `line ${i + 1}` }));
  const found = lines
    .filter(({ line }) => line !== "")
    .map(({ line, where }) => ({ where, value: parsed(line) }));
  if (found.every(({ value }) => value === undefined))
    throw new SymbolonError("E1006", { document: "FHIR file", reason: "it is neither JSON nor ndjson" });
  return found;
}

function unpacked(value: unknown): Found[] {
  if (Array.isArray(value))
    return value.map((each, i) => ({ where: `item ${i + 1}`, value: each as unknown }));
  const bundle = value as { resourceType?: unknown; entry?: unknown } | null;
  if (bundle?.resourceType !== "Bundle") return [{ where: "the resource", value }];
  const entries = Array.isArray(bundle.entry) ? (bundle.entry as ({ resource?: unknown } | null)[]) : [];
  return entries.map((entry, i) => ({ where: `entry ${i + 1}`, value: entry?.resource ?? null }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { SymbolonError } from "@symbolon/protocol";
import { checkOmop } from "../../ehr/omop/checkOmop.ts";
import type { Finding } from "../../ehr/omop/finding.ts";
import { checkFhir } from "../../ehr/validate/checkFhir.ts";
import { openOmop } from "./openOmop.ts";
import { readFhirFile } from "./readFhirFile.ts";

/** What a check found. */
export type CheckReport = {
  readonly format: "symbolon-ehr-check/1";
  readonly kind: "omop" | "fhir";
  readonly persons: number;
  readonly findings: {
    readonly count: number;
    /** By place and kind, such as "measurement.unit_source_value length". */
    readonly byKind: Readonly<Record<string, number>>;
    readonly list: readonly Finding[];
  };
};

const PEOPLE = 2000;
const MOST_LISTED = 100;

/**
 * Checks a folder: OMOP tables by checkOmop, some people at a time, or FHIR resources (*.ndjson, *.json) by checkFhir, all in memory. Row numbers of OMOP
 * findings count within their batch of 2,000 people. Throws E1005 for a folder with neither, and as openOmop does.
 */
export async function checkEhr(folder: string): Promise<CheckReport> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new SymbolonError(
      "E1005",
      { file: basename(folder), reason: "it is not a folder that may be read" },
      { cause },
    );
  });
  const isOmop = names.some((name) => /^person\.(csv|parquet)$/.test(name));
  const files = names.filter((name) => /\.(ndjson|json)$/.test(name) && name !== "map.json");
  if (!isOmop && files.length === 0)
    throw new SymbolonError("E1005", {
      file: basename(folder),
      reason: "it holds no OMOP tables and no FHIR files",
    });
  const byKind = new Map<string, number>();
  const list: Finding[] = [];
  let count = 0;
  let persons = 0;
  const tell = (finding: Finding, times = 1) => {
    count += times;
    const key = `${finding.where}.${finding.field} ${finding.kind}`;
    byKind.set(key, (byKind.get(key) ?? 0) + times);
    if (list.length < MOST_LISTED) list.push(finding);
  };
  if (isOmop) {
    const source = await openOmop(folder);
    try {
      for await (const tables of source.batches(PEOPLE)) {
        persons += tables.person.length;
        for (const finding of checkOmop(tables)) tell(finding);
      }
      for (const { table, orphans, duplicates } of await source.strays()) {
        const common = { where: table, row: null };
        if (orphans > 0)
          tell(
            { ...common, field: "person_id", kind: "reference", reason: "rows of people who are not there" },
            orphans,
          );
        if (duplicates > 0)
          tell(
            { ...common, field: `${table}_id`, kind: "duplicate", reason: "keys that come more than once" },
            duplicates,
          );
      }
    } finally {
      await source.close();
    }
  } else {
    const resources: unknown[] = [];
    for (const name of files)
      for await (const { resource } of readFhirFile(join(folder, name))) resources.push(resource);
    persons = resources.filter(
      (resource) => (resource as { resourceType?: unknown })?.resourceType === "Patient",
    ).length;
    for (const finding of checkFhir(resources)) tell(finding);
  }
  return {
    format: "symbolon-ehr-check/1",
    kind: isOmop ? "omop" : "fhir",
    persons,
    findings: { count, byKind: Object.fromEntries(byKind), list },
  };
}

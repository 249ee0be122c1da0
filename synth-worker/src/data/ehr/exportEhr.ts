import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fhirBundle } from "../../ehr/export/fhirBundle.ts";
import type { FhirResource } from "../../ehr/export/fhirResource.ts";
import { omopToFhir } from "../../ehr/export/omopToFhir.ts";
import type { Finding } from "../../ehr/omop/finding.ts";
import {
  omopToRelated,
  RELATED_TABLES,
  type RelatedName,
  relatedMapOf,
} from "../../ehr/related/omopToRelated.ts";
import { checkFhir } from "../../ehr/validate/checkFhir.ts";
import { CHECKED_TYPES } from "../../ehr/validate/structures.ts";
import { lineFiles } from "./lineFiles.ts";
import { omopFiles } from "./omopFiles.ts";
import { openOmop } from "./openOmop.ts";
import { tableFiles } from "./tableFiles.ts";

/** What an export writes: FHIR R4 as ndjson by type or as one Bundle per person, OMOP tables, or plain related tables with the map that reads them back. */
export type EhrTarget = "fhir" | "bundles" | "omop" | "csv";

/** What an export did. */
export type ExportReport = {
  readonly format: "symbolon-ehr-export/1";
  readonly to: EhrTarget;
  readonly persons: number;
  /** Resources or rows by type or table. */
  readonly written: Readonly<Record<string, number>>;
  /** What the tables hold that the resources have no place for. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** What our validator says of the resources, and the first 100 of it. */
  readonly findings: { readonly count: number; readonly list: readonly Finding[] };
};

const PEOPLE = 1000;
const MOST_LISTED = 100;

/** Exports OMOP tables of the folder `omop` into the folder `out`, some people at a time. Resources are validated as they are written. Throws as openOmop does. */
export async function exportEhr(options: {
  readonly omop: string;
  readonly to: EhrTarget;
  readonly out: string;
  readonly format: "csv" | "parquet";
}): Promise<ExportReport> {
  const { to, out, format } = options;
  const source = await openOmop(options.omop);
  const written = new Map<string, number>();
  const leftOut = new Map<string, number>();
  const findings: Finding[] = [];
  let found = 0;
  let persons = 0;
  const add = (counts: Map<string, number>, key: string, by = 1) =>
    counts.set(key, (counts.get(key) ?? 0) + by);
  try {
    const sink = await sinkOf(to, out, format);
    try {
      for await (const tables of source.batches(PEOPLE)) {
        persons += tables.person.length;
        if (to === "fhir" || to === "bundles") {
          const people = omopToFhir(tables, (what) => add(leftOut, what));
          for (const { resources } of people) {
            const faults = checkFhir(resources);
            found += faults.length;
            findings.push(...faults.slice(0, MOST_LISTED - findings.length));
            for (const { resourceType } of resources) add(written, resourceType);
          }
          await sink.people(people.map(({ resources }) => resources));
        } else {
          for (const [name, count] of await sink.tables(tables)) add(written, name, count);
        }
      }
      await sink.finish();
    } catch (error) {
      await sink.abandon();
      throw error;
    }
  } finally {
    await source.close();
  }
  return {
    format: "symbolon-ehr-export/1",
    to,
    persons,
    written: Object.fromEntries(written),
    leftOut: Object.fromEntries(leftOut),
    findings: { count: found, list: findings },
  };
}

type Tables = Parameters<typeof omopToFhir>[0];
type Sink = {
  people(people: readonly (readonly FhirResource[])[]): Promise<void>;
  tables(tables: Tables): Promise<[string, number][]>;
  finish(): Promise<void>;
  abandon(): Promise<void>;
};

async function sinkOf(to: EhrTarget, out: string, format: "csv" | "parquet"): Promise<Sink> {
  const none = { people: async () => {}, tables: async () => [] };
  if (to === "fhir" || to === "bundles") {
    const files = await lineFiles(
      out,
      to === "fhir" ? CHECKED_TYPES.filter((type) => type !== "Medication") : [],
    );
    return {
      ...none,
      ...files,
      async people(people) {
        for (const resources of people)
          if (to === "bundles") {
            const path = join(out, `${resources[0]!.id}.json`);
            await writeFile(path, JSON.stringify(fhirBundle(resources)), { mode: 0o600 });
          } else for (const resource of resources) await files.write(resource.resourceType, resource);
      },
    };
  }
  if (to === "omop") {
    const files = await omopFiles(out, format);
    let isFirst = true;
    return {
      ...none,
      ...files,
      async tables(tables) {
        // Vocabulary tables come with every batch, and are written once.
        const { concept, vocabulary, domain, concept_class, cdm_source, ...people } = tables;
        const empty = { concept: [], vocabulary: [], domain: [], concept_class: [], cdm_source: [] };
        const written = isFirst ? tables : { ...people, ...empty };
        isFirst = false;
        await files.write(written);
        return Object.entries(written).map(([name, rows]) => [name, rows.length]);
      },
    };
  }
  const names = Object.keys(RELATED_TABLES) as RelatedName[];
  const files = await tableFiles(
    out,
    names.map((name) => ({
      name,
      columns: RELATED_TABLES[name].map((column) => ({
        name: column,
        sqlType: RELATED_TYPES[column] ?? "VARCHAR",
      })),
    })),
    format,
  );
  return {
    ...none,
    abandon: files.abandon,
    async tables(tables) {
      const related = omopToRelated(tables);
      for (const name of names) await files.write(name, related[name]);
      return names.map((name) => [name, related[name].length]);
    },
    async finish() {
      await files.finish();
      await writeFile(join(out, "map.json"), `${JSON.stringify(relatedMapOf(format), null, 2)}\n`, {
        mode: 0o600,
      });
    },
  };
}

const RELATED_TYPES: Readonly<Record<string, string>> = {
  patient: "BIGINT",
  visit: "BIGINT",
  birth_year: "BIGINT",
  value: "DOUBLE",
};

import { writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { readOmop } from "../readOmop.ts";
import { draftDomain } from "./draftDomain.ts";

/** What was drafted. */
export type DomainDraft = {
  readonly format: "symbolon-ehr-domain/1";
  readonly drafted: string;
  readonly out: string;
  /** Codes per table. */
  readonly tables: Readonly<Record<string, number>>;
};

/** Drafts the domain of a folder of OMOP tables into a file that only its owner may read. Throws E1005 and E1001 as readOmop, E1006 as draftDomain. */
export async function draftDomainFile(folder: string, out: string): Promise<DomainDraft> {
  const drafted = `from records: the OMOP tables in ${basename(resolve(folder))}`;
  const domain = draftDomain(await readOmop(folder), drafted);
  await writeFile(out, `${JSON.stringify(domain, null, 1)}\n`, { mode: 0o600 });
  return {
    format: domain.format,
    drafted,
    out,
    tables: Object.fromEntries(
      domain.tables.map(({ table, visits, codes }) => [
        visits === undefined ? table : `${table}, ${visits} visits`,
        codes.length,
      ]),
    ),
  };
}

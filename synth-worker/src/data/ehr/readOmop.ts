import { emptyTables } from "../../ehr/omop/emptyTables.ts";
import { OMOP_TABLE_NAMES, type OmopTables } from "../../ehr/omop/omopTables.ts";
import { openOmop } from "./openOmop.ts";

/** People read at a time. */
const PEOPLE = 2000;

/** All OMOP tables of a folder, in memory. Throws E1005 and E1001 as openOmop. */
export async function readOmop(folder: string): Promise<OmopTables> {
  const source = await openOmop(folder);
  const all = emptyTables();
  try {
    let isFirst = true;
    for await (const batch of source.batches(PEOPLE)) {
      for (const name of OMOP_TABLE_NAMES) {
        const isShared = ["concept", "vocabulary", "domain", "concept_class", "cdm_source"].includes(name);
        // Shared tables come with every batch.
        if (!isShared || isFirst) for (const row of batch[name]) (all[name] as unknown[]).push(row);
      }
      isFirst = false;
    }
    return all;
  } finally {
    await source.close();
  }
}

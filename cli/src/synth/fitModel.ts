import { cryptoEntropy, readSchemaFile } from "@symbolon/synth-worker/files";
import { fitTable } from "@symbolon/synth-worker/synthesis";
import { openPublicCohort, type PublicCohort } from "./openPublicCohort.ts";
import { openRecords } from "./openRecords.ts";
import type { FitOptions } from "./synthOptions.ts";

/** What a schema file turned out to be. */
const FORMS = {
  synth: "symbolon-synth-schema/1",
  dataset: "symbolon-schema/1",
  plain: "plain form",
  domain: "numbers of codes",
} as const;

/** A fitted model, what every look at the records cost, and the public cohort it started from. */
export type FittedModel = Awaited<ReturnType<typeof fitTable>> & { readonly cohort: PublicCohort | null };

/**
 * Fits a private model to a file or a table and closes both. `say` gets lines of progress. Throws E1001 to E1008 for files, tables and
 * schemas, E3009 for a budget that covers nothing.
 */
export async function fitModel(options: FitOptions, say: (line: string) => void): Promise<FittedModel> {
  const { schema, form } = await readSchemaFile(options.schemaFile);
  say(`schema ${schema.name} (${FORMS[form]}), ${schema.columns.length} columns`);
  const { target, workload, publicFile } = options;
  const cohort = publicFile === undefined ? null : await openPublicCohort(publicFile, schema, options.source);
  if (cohort !== null)
    say(
      `public cohort ${cohort.file}, ${cohort.records} records: read without any protection; it must be public already`,
    );
  try {
    const source = await openRecords(options.source, schema, say);
    try {
      const fitted = await fitTable(source, schema, {
        epsilon: options.epsilon,
        delta: options.delta,
        mechanism: options.engine,
        relation: options.relation,
        entropy: cryptoEntropy(),
        progress: ({ what, share }) => say(`  ${Math.round(share * 100)} %  ${what}`),
        ...(target === undefined ? {} : { target }),
        ...(workload === undefined ? {} : { workload }),
        ...(cohort === null ? {} : { publicCohort: cohort.encoded }),
      });
      return { ...fitted, cohort: cohort && { file: cohort.file, records: cohort.records } };
    } finally {
      await source.close();
    }
  } finally {
    cohort?.close();
  }
}

import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { SynthSchema } from "@symbolon/protocol";
import { checkFile, codedFile } from "@symbolon/synth-worker/files";
import type { SourceOptions } from "./synthOptions.ts";
import { usageError } from "./usageError.ts";

const MAX_BYTES = 2 ** 30;

/** What a report says of the public cohort of a release. */
export type PublicCohort = { readonly file: string; readonly records: number };

/**
 * Opens a public cohort with the schema's columns, to be coded when the release asks for it; the caller closes it. It gets no protection
 * at all, so that the private file itself, under whatever name, is refused with E1006. Throws as codedFile does.
 */
export async function openPublicCohort(
  path: string,
  schema: SynthSchema,
  records: SourceOptions,
): Promise<PublicCohort & Pick<Awaited<ReturnType<typeof codedFile>>, "encoded" | "close">> {
  const { digest, bytes } = await checkFile(path, MAX_BYTES);
  if (records.kind === "file" && (await stat(records.file)).size === bytes) {
    const own = await checkFile(records.file, MAX_BYTES);
    if (own.digest === digest)
      throw usageError("--public is the private file itself; a public cohort is not protected");
  }
  const { rows, encoded, close } = await codedFile(path, schema);
  return { file: basename(path), records: rows, encoded, close };
}

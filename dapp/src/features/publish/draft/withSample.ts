import { toHex } from "@symbolon/protocol";
import type { SampleSummary } from "../sample/sampleMessages.ts";
import type { PublishDraft } from "./publishDraft.ts";

/**
 * A draft after a sample was read: the same file keeps every edit; another one brings its own columns, name, ages and patient column, and asks again whether
 * ranges and levels may be public.
 */
export function withSample(draft: PublishDraft, summary: SampleSummary): PublishDraft {
  const { format, fileName, fileDigest, delimiter, rows, columns, ages } = summary;
  if (draft.sample?.fileDigest === fileDigest) return { ...draft, sample: { ...draft.sample, fileName } };
  const patient = columns.find(({ doubt }) => doubt !== null && /patient|identifies people/.test(doubt));
  return {
    ...draft,
    sample: { format, fileName, fileDigest, delimiter, rows },
    unique: toHex(crypto.getRandomValues(new Uint8Array(8))).slice(2),
    columns,
    schemaName: tableName(fileName),
    subject: patient?.source ?? null,
    isPublicOk: false,
    minAge: ages === null ? "" : String(ages.min),
    maxAge: ages === null ? "" : String(ages.max),
  };
}

/** A file's name without its ending, in characters that an identifier can hold. */
function tableName(fileName: string): string {
  const plain = fileName.replace(/(\.flat)?\.[A-Za-z0-9]+$/, "").replace(/[^\w.-]+/g, "-");
  return plain.slice(0, 80) || "table";
}

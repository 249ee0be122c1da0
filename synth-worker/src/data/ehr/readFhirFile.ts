import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { SymbolonError, splitLines } from "@symbolon/protocol";
import type { FhirEntry } from "../../ehr/import/sourceEntry.ts";
import { subjectKey } from "../../ehr/import/subjectKey.ts";

/** One resource, and the reference key of the patient it is about. */
export type PersonEntry = FhirEntry & { readonly person: string | undefined };

/** A file that is one JSON document has to fit in memory; ndjson may be of any size. */
const MAX_DOCUMENT_BYTES = 512 * 2 ** 20;

/**
 * The resources of a FHIR file: a Bundle or a single resource as JSON, or ndjson (bulk export), one resource or Bundle per line. Gzip is not read. What is not
 * JSON comes as an entry without a resource, so that the import lists it. Throws E1005 for a file that cannot be read and E1004 for a JSON document above 512 MiB.
 */
export async function* readFhirFile(path: string): AsyncGenerator<PersonEntry> {
  const file = basename(path);
  let bytes: number;
  try {
    bytes = (await stat(path)).size;
  } catch (cause) {
    throw new SymbolonError("E1005", { file, reason: "it does not exist or may not be read" }, { cause });
  }
  if (/\.(ndjson|jsonl)$/i.test(path)) {
    let entry = 0;
    for await (const line of splitLines(createReadStream(path))) {
      entry += 1;
      if (line.trim() !== "") yield* entriesOf(parsed(line), file, entry);
    }
    return;
  }
  if (bytes > MAX_DOCUMENT_BYTES)
    throw new SymbolonError("E1004", { file, bytes, limit: MAX_DOCUMENT_BYTES });
  yield* entriesOf(parsed(await readFile(path, "utf8")), file, 1);
}

function* entriesOf(value: unknown, file: string, first: number): Generator<PersonEntry> {
  const { resourceType, entry: listed } = (value ?? {}) as { resourceType?: unknown; entry?: unknown };
  if (resourceType !== "Bundle") {
    yield { resource: value, file, entry: first, person: subjectKey(value) };
    return;
  }
  const entries = (Array.isArray(listed) ? listed : []) as { fullUrl?: unknown; resource?: unknown }[];
  const urlOf = (url: unknown) => (typeof url === "string" ? url : undefined);
  // Within a Bundle a patient may be called by the entry's URL; everywhere by type and id.
  const patients = new Map<string, string>();
  for (const { fullUrl, resource } of entries) {
    const key = subjectKey(resource, urlOf(fullUrl));
    const isPatient = (resource as { resourceType?: unknown } | undefined)?.resourceType === "Patient";
    if (isPatient && key !== undefined && typeof fullUrl === "string") patients.set(fullUrl, key);
  }
  for (const [i, { fullUrl, resource }] of entries.entries()) {
    const key = subjectKey(resource, urlOf(fullUrl));
    yield {
      resource,
      fullUrl: urlOf(fullUrl),
      file,
      entry: i + 1,
      person: key === undefined ? undefined : (patients.get(key) ?? key),
    };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { type ArchiveFile, FRAME_TABLES, MAX_FILE_BYTES, PATIENTS_FILE } from "@symbolon/protocol";
import { encodeCandidate } from "../../data/encodeCandidate.ts";
import { columnsOf, type OmopTableName } from "../../ehr/omop/omopTables.ts";
import { cohortRows } from "../../tabular/hospital/cohortRows.ts";
import type { FileClaim } from "./claims.ts";

type Refuse = (reason: string) => never;

/** Two numbers and two commas fit in so many bytes of a line's start; nothing after them is looked at. */
const KEY_BYTES = 64;

/**
 * The part of checkOrderedArchive that is about whole patients. Files are gone through line by line and left at the first fault: what unpacks to half a
 * gigabyte of line ends is not to become a list of them. `refuse` throws E1006; throws E1002, E1003 or E1008 for a value that is not the schema's.
 */
export async function checkPatientFiles(
  { verified, folder }: FileClaim,
  files: readonly ArchiveFile[],
  refuse: Refuse,
): Promise<void> {
  const { spec, schema } = verified;
  const patients = files.find(({ name }) => name === PATIENTS_FILE) ?? refuse(`it has no ${PATIENTS_FILE}`);
  const own = patients.bytes.length > MAX_FILE_BYTES ? refuse("its patients' table is too large") : patients;
  const names = schema.columns.map(({ name }) => name);
  if (headerOf(own) !== ["person_id", ...names].join()) refuse("its patients' columns are not the schema's");
  const persons = new Set<string>();
  const values = [names.join()];
  for (const line of linesOf(own)) {
    const text = textOf(line);
    const [id = ""] = text.split(",", 1);
    if (id !== String(values.length)) refuse("its patients are not numbered from 1");
    persons.add(id);
    values.push(text.slice(id.length + 1));
  }
  if (persons.size !== spec.rows) refuse(`it has ${persons.size} patients, ${spec.rows} were ordered`);
  const table = await encodeCandidate(new TextEncoder().encode(`${values.join("\n")}\n`), schema, folder);
  if (cohortRows(table, schema, spec.cohort).includes(0)) refuse("a patient is not in the cohort");
  const tables = new Map(
    [...FRAME_TABLES, ...schema.related!.tables].map((name) => [`omop/${name}.csv`, name]),
  );
  for (const file of files) {
    if (file.name === PATIENTS_FILE) continue;
    checkTable(
      file,
      tables.get(file.name) ?? refuse(`${file.name} is no table of the dataset`),
      persons,
      refuse,
    );
  }
  if (files.length !== tables.size + 1) refuse("it lacks a table of the dataset");
}

/** A table has the standard's columns, and where one of them is `person_id`, the first or second in all of them, every row belongs to a patient of the archive. */
function checkTable(
  file: ArchiveFile,
  table: OmopTableName,
  persons: ReadonlySet<string>,
  refuse: Refuse,
): void {
  const columns = Object.keys(columnsOf(table));
  if (headerOf(file) !== columns.join()) refuse(`the columns of ${file.name} are not the standard's`);
  const place = columns.indexOf("person_id");
  if (place < 0) return;
  for (const line of linesOf(file)) {
    const start = textOf(line.subarray(0, KEY_BYTES)).split(",", place + 1);
    if (!persons.has(start[place] ?? "")) refuse(`a row of ${file.name} belongs to nobody`);
  }
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** More than any header here has: a longer one is another. */
const MOST_HEADER_BYTES = 16_384;

function headerOf({ bytes }: ArchiveFile): string {
  const end = bytes.subarray(0, MOST_HEADER_BYTES).indexOf(0x0a);
  return textOf(bytes.subarray(0, Math.max(0, end)));
}

/** The lines below the header. */
function* linesOf({ bytes }: ArchiveFile): Generator<Uint8Array> {
  for (let start = bytes.indexOf(0x0a) + 1; start < bytes.length; ) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    yield bytes.subarray(start, end);
    start = end + 1;
  }
}

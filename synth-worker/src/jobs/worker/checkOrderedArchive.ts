import {
  type ArchiveFile,
  FRAME_TABLES,
  type ImagesOffer,
  PATIENTS_FILE,
  productRows,
  SymbolonError,
  unzipFiles,
} from "@symbolon/protocol";
import { encodeCandidate } from "../../data/encodeCandidate.ts";
import { cohortRows } from "../../tabular/hospital/cohortRows.ts";
import type { FileClaim } from "./claims.ts";

/**
 * Whether a hospital's archive is what was ordered, as far as the archive itself tells. Of whole patients: their number, a table of patients with the
 * schema's columns and values and of the cohort, OMOP tables that the dataset has and no others, and only keys of these patients in them. Of images: their
 * number, the size and the classes, each labelled. Whether they are like the records no node can tell. Throws E1006 for another shape, E1002, E1003 or
 * E1008 for a value that is not the schema's.
 */
export async function checkOrderedArchive(claim: FileClaim, archive: Uint8Array): Promise<void> {
  const { order, spec, schema } = claim.verified;
  const document = `file of order ${order.orderId}`;
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document, reason });
  };
  const files = unzipFiles(archive, document);
  const rows = productRows(spec.product!, files);
  if (rows !== spec.rows) refuse(`it has ${rows} ${spec.product}, ${spec.rows} were ordered`);
  if (spec.product === "images") return checkPictures(files, spec.classes, schema.images!, refuse);
  await checkPatients(claim, files, refuse);
}

type Refuse = (reason: string) => never;

const textOf = ({ bytes }: ArchiveFile) => new TextDecoder().decode(bytes);

async function checkPatients(
  { verified, folder }: FileClaim,
  files: readonly ArchiveFile[],
  refuse: Refuse,
): Promise<void> {
  const { spec, schema } = verified;
  const patients = files.find(({ name }) => name === PATIENTS_FILE) ?? refuse(`it has no ${PATIENTS_FILE}`);
  const [header = "", ...lines] = textOf(patients).trimEnd().split("\n");
  const names = schema.columns.map(({ name }) => name);
  if (header !== ["person_id", ...names].join()) refuse("its patients' columns are not the schema's");
  const ids = lines.map((line) => line.slice(0, line.indexOf(",")));
  if (ids.some((id, i) => id !== String(i + 1))) refuse("its patients are not numbered from 1");
  const withoutIds = [header, ...lines].map((line) => line.slice(line.indexOf(",") + 1));
  const table = await encodeCandidate(new TextEncoder().encode(`${withoutIds.join("\n")}\n`), schema, folder);
  if (cohortRows(table, schema, spec.cohort).includes(0)) refuse("a patient is not in the cohort");
  const known = new Set<string>([...FRAME_TABLES, ...schema.related!.tables]);
  const persons = new Set(ids);
  for (const file of files) {
    if (file.name === PATIENTS_FILE) continue;
    const name = /^omop\/([a-z_]+)\.csv$/.exec(file.name)?.[1];
    if (name === undefined || !known.has(name)) refuse(`${file.name} is no table of the dataset`);
    checkPersons(file, persons, refuse);
  }
}

/** Every row of a table with a `person_id` belongs to a patient of the archive. It is the first or second column of all such OMOP tables, before any text. */
function checkPersons(file: ArchiveFile, persons: ReadonlySet<string>, refuse: Refuse): void {
  const [header = "", ...lines] = textOf(file).trimEnd().split("\n");
  const place = header.split(",").indexOf("person_id");
  if (place < 0) return;
  for (const line of lines)
    if (!persons.has(line.split(",", place + 1)[place] ?? ""))
      refuse(`a row of ${file.name} belongs to nobody`);
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function checkPictures(
  files: readonly ArchiveFile[],
  ordered: readonly string[] | undefined,
  { size, classes }: ImagesOffer,
  refuse: Refuse,
): void {
  const labels = files.find(({ name }) => name === "labels.csv") ?? refuse("it has no labels.csv");
  const allowed = new Set(ordered ?? classes);
  const labelled = new Map(
    textOf(labels)
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => {
        const comma = line.indexOf(",");
        return [
          line.slice(0, comma),
          line
            .slice(comma + 1)
            .replace(/^"(.*)"$/, "$1")
            .replaceAll('""', '"'),
        ];
      }),
  );
  for (const { name, bytes } of files) {
    if (name === "labels.csv" || name === "manifest.json") continue;
    if (!name.endsWith(".png") || PNG.some((byte, i) => bytes[i] !== byte)) refuse(`${name} is no PNG file`);
    // Width and height are the first fields of the header chunk (PNG, 11.2.2), big-endian.
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 33 || view.getUint32(16) !== size || view.getUint32(20) !== size)
      refuse(`${name} is not ${size} x ${size}`);
    if (!allowed.has(labelled.get(name) ?? "")) refuse(`${name} is of no class that was ordered`);
  }
}

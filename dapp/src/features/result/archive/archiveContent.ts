import { PATIENTS_FILE, SymbolonError } from "@symbolon/protocol";
import type { CsvPreview } from "../../../format/csvPreview.ts";
import { omopTableName } from "../../../format/omopTableName.ts";
import { scanCsv } from "../../../format/scanCsv.ts";
import { headOf } from "../headOf.ts";
import { entryBlob } from "./entryBlob.ts";
import type { ArchiveEntry, OpenedArchive } from "./openedArchive.ts";

/** An image of an archive: its class, and its number among those of the class, from 1. */
export type Picture = { readonly entry: ArchiveEntry; readonly label: string; readonly number: number };

/** A table of an archive: in plain words, and its first rows. */
export type PatientTable = {
  readonly entry: ArchiveEntry;
  readonly title: string;
  readonly head: CsvPreview;
};

/** What an archive holds: pictures with how many there are of each class, or tables of whole patients; `others` are files beside them. */
export type ArchiveContent =
  | {
      readonly kind: "images";
      readonly pictures: readonly Picture[];
      /** Width of the first one in pixels: all of an archive have one size. */
      readonly width: number;
      readonly classes: readonly { readonly label: string; readonly count: number }[];
      readonly others: readonly ArchiveEntry[];
    }
  | {
      readonly kind: "patients";
      readonly patients: number;
      readonly tables: readonly PatientTable[];
      readonly others: readonly ArchiveEntry[];
    };

/** Bytes that the head of a table is read from. */
const HEAD_BYTES = 32 * 1024;
/** The table of an archive of images: `name` and `label` of every file. */
const LABEL_FILE = "labels.csv";

/** Reads what an opened archive holds. Throws E1006 for one that has neither patients nor labelled images. */
export async function archiveContent(archive: OpenedArchive): Promise<ArchiveContent> {
  const { entries } = archive;
  const patients = entries.find(({ name }) => name === PATIENTS_FILE);
  if (patients !== undefined) return patientsContent(archive, patients.rows ?? 0);
  const labels = entries.find(({ name }) => name === LABEL_FILE);
  if (labels === undefined)
    throw new SymbolonError("E1006", {
      document: "result",
      reason: "the archive has neither patients nor labelled images",
    });
  return imagesContent(archive, labelsOf(await entryBlob(archive, labels).text()));
}

async function patientsContent(archive: OpenedArchive, patients: number): Promise<ArchiveContent> {
  const { entries } = archive;
  const isTable = ({ rows }: ArchiveEntry) => rows !== null;
  return {
    kind: "patients",
    patients,
    tables: await Promise.all(
      entries.filter(isTable).map(async (entry) => ({
        entry,
        title: titleOf(entry.name),
        head: await headOf(entryBlob(archive, entry), entry.rows ?? 0, HEAD_BYTES),
      })),
    ),
    others: entries.filter((entry) => !isTable(entry)),
  };
}

function titleOf(name: string): string {
  if (name === PATIENTS_FILE) return "Patients with their variables";
  return omopTableName(name.slice(name.lastIndexOf("/") + 1, -".csv".length));
}

async function imagesContent(
  archive: OpenedArchive,
  labels: ReadonlyMap<string, string>,
): Promise<ArchiveContent> {
  const { entries } = archive;
  const counts = new Map<string, number>();
  const pictures = entries
    .filter(({ name }) => name.endsWith(".png"))
    .map((entry): Picture => {
      const label = labels.get(entry.name) ?? "without a label";
      const number = (counts.get(label) ?? 0) + 1;
      counts.set(label, number);
      return { entry, label, number };
    });
  const inOrder = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });
  return {
    kind: "images",
    pictures: pictures.toSorted((a, b) => inOrder(a.label, b.label)),
    width: pictures[0] === undefined ? 0 : await pngWidth(entryBlob(archive, pictures[0].entry)),
    classes: [...counts]
      .map(([label, count]) => ({ label, count }))
      .sort((a, b) => inOrder(a.label, b.label)),
    others: entries.filter(({ name }) => !name.endsWith(".png")),
  };
}

/** The first field of a PNG file's header chunk (PNG, 11.2.2), big-endian; 0 for a file that has none. */
async function pngWidth(png: Blob): Promise<number> {
  const field = await png.slice(16, 20).arrayBuffer();
  return field.byteLength < 4 ? 0 : new DataView(field).getUint32(0);
}

function labelsOf(csv: string): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  scanCsv(csv, ([name = "", label = ""]) => void labels.set(name, label));
  return labels;
}

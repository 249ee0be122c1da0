import { unzipFiles } from "@symbolon/protocol";
import { recordCounter } from "../recordCounter.ts";
import type { ArchiveEntry, OpenedArchive } from "./openedArchive.ts";

/** Unpacks a ZIP archive and counts its tables' rows. Throws what unzipFiles throws, also for an archive that would hold more than it allows. */
export function openArchive(bytes: Uint8Array): OpenedArchive {
  const files = unzipFiles(bytes, "result");
  let at = 0;
  const entries = files.map(({ name, bytes: own }): ArchiveEntry => {
    const start = at;
    at += own.length;
    return { name, start, end: at, rows: name.endsWith(".csv") ? rowsOf(own) : null };
  });
  return { whole: new Blob(files.map(({ bytes: own }) => own as Uint8Array<ArrayBuffer>)), entries };
}

function rowsOf(csv: Uint8Array): number {
  const counter = recordCounter();
  counter.add(csv);
  return Math.max(0, counter.total() - 1);
}

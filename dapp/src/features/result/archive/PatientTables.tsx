import { useState } from "react";
import { formatNumber } from "../../../format/formatNumber.ts";
import { Button } from "../../../ui/Button.tsx";
import { FirstRows } from "../FirstRows.tsx";
import type { ArchiveContent, PatientTable } from "./archiveContent.ts";
import { FileName } from "./FileName.tsx";
import type { OpenedArchive } from "./openedArchive.ts";
import { SaveEntryButton } from "./SaveEntryButton.tsx";

/** The tables of whole patients: what each is about, its rows, the first of them on demand, and the way to keep one. */
export function PatientTables({
  archive,
  content: { tables },
}: {
  archive: OpenedArchive;
  content: Extract<ArchiveContent, { kind: "patients" }>;
}) {
  const [shown, setShown] = useState<PatientTable>(tables[0]!);
  return (
    <>
      <ul className="file-list" aria-label="Tables of the archive">
        {tables.map((table) => {
          const { entry, title } = table;
          const isShown = entry.name === shown.entry.name;
          return (
            <li key={entry.name} data-shown={isShown}>
              <FileName title={title} name={entry.name} />
              <span className="small soft number">{formatNumber(entry.rows ?? 0)} rows</span>
              <span className="row row--tight">
                <Button
                  isSmall
                  aria-pressed={isShown}
                  aria-label={`Show ${title}`}
                  onClick={() => setShown(table)}
                >
                  Show
                </Button>
                <SaveEntryButton archive={archive} entry={entry} />
              </span>
            </li>
          );
        })}
      </ul>
      <section className="stack stack--tight" aria-label="First rows" aria-live="polite">
        <h3>{shown.title}</h3>
        <FirstRows preview={shown.head} label={`First rows: ${shown.title}`} noun="rows" />
      </section>
      <p className="small quiet">
        Every patient here is synthetic. <span className="mono">person_id</span> ties a patient's rows
        together; it is a number of this archive and of nobody else.
      </p>
    </>
  );
}

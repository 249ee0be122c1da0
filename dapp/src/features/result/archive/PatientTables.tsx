import { useState } from "react";
import { countedText } from "../../../format/countedText.ts";
import { Button } from "../../../ui/Button.tsx";
import { FirstRows } from "../FirstRows.tsx";
import type { ArchiveContent } from "./archiveContent.ts";
import { FileName } from "./FileName.tsx";
import type { OpenedArchive } from "./openedArchive.ts";
import { SaveEntryButton } from "./SaveEntryButton.tsx";

/** The tables of whole patients: what each is about, its rows, the first of them on demand (one table at a time), and the way to keep it. */
export function PatientTables({
  archive,
  content: { tables },
}: {
  archive: OpenedArchive;
  content: Extract<ArchiveContent, { kind: "patients" }>;
}) {
  const [shownName, setShownName] = useState<string | null>(tables[0]!.entry.name);
  return (
    <>
      <p className="small soft">
        Every patient here is synthetic. <span className="mono">person_id</span> ties a patient's rows
        together; it is a number of this archive and of nobody else.
      </p>
      <ul className="file-list" aria-label="Tables of the archive">
        {tables.map(({ entry, title, head }) => {
          const isShown = entry.name === shownName;
          return (
            <li key={entry.name}>
              <FileName title={title} name={entry.name} />
              <span className="small soft number">{countedText(entry.rows ?? 0, "row")}</span>
              <span className="row row--tight">
                <Button
                  isSmall
                  aria-expanded={isShown}
                  onClick={() => setShownName(isShown ? null : entry.name)}
                >
                  {isShown ? "Hide" : "Show"}
                  <span className="visually-hidden"> {title}</span>
                </Button>
                <SaveEntryButton archive={archive} entry={entry} />
              </span>
              {isShown ? (
                <div className="file-list__head stack stack--tight">
                  <FirstRows preview={head} label={`First rows: ${title}`} noun="row" />
                </div>
              ) : null}
            </li>
          );
        })}
      </ul>
    </>
  );
}

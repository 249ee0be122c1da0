import { countedText } from "../../format/countedText.ts";
import type { CsvPreview } from "../../format/csvPreview.ts";
import { DataTable } from "../../ui/DataTable.tsx";

/** The head of a table of records; `label` names it, `noun` says what its rows are. */
export function FirstRows({
  preview: { header, rows },
  label,
  noun,
}: {
  preview: CsvPreview;
  label: string;
  noun: "record" | "row";
}) {
  return (
    <>
      <DataTable label={label} head={header} rows={rows} />
      <p className="small quiet">
        {rows.length === 0 ? `It has no ${noun}.` : `The first ${countedText(rows.length, noun)}.`}
      </p>
    </>
  );
}

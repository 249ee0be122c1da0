import { countedText } from "../../format/countedText.ts";
import type { CsvPreview } from "../../format/csvPreview.ts";
import { TableScroll } from "../../ui/TableScroll.tsx";

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
      <TableScroll label={label}>
        <table className="table table--data">
          <thead>
            <tr>
              {header.map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a fixed file have no other identity
              <tr key={i}>
                {row.map((value, column) => (
                  <td key={header[column]}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className="small quiet">
        {rows.length === 0 ? `It has no ${noun}.` : `The first ${countedText(rows.length, noun)}.`}
      </p>
    </>
  );
}

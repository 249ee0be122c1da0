import { TableScroll } from "./TableScroll.tsx";

/** Rows of a fixed file or result as they are in it, in a frame that scrolls sideways; `label` names it. Names in `head` are each there once. */
export function DataTable({
  label,
  head,
  rows,
}: {
  label: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}) {
  return (
    <TableScroll label={label}>
      <table className="table table--data">
        <thead>
          <tr>
            {head.map((name) => (
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
                <td key={head[column]}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

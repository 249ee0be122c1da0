import type { DatasetDetails } from "../../data/gateway/types.ts";
import { publicValues } from "../../format/binLabel.ts";
import { Card } from "../../ui/Card.tsx";
import { TableScroll } from "../../ui/TableScroll.tsx";

const FOLD_ABOVE = 9;

/** Every variable with its public levels or bins. */
export function VariablesCard({ dataset }: { dataset: DatasetDetails }) {
  const { schema } = dataset;
  if (schema === null)
    return (
      <Card title="Variables">
        <p className="soft">The schema is being fetched; it appears here in a moment.</p>
      </Card>
    );
  return (
    <Card
      title={`${schema.columns.length} variables`}
      lead="Levels and ranges are public knowledge from code books. None of them was read from a patient's record."
    >
      <TableScroll label="Variables">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Variable</th>
              <th scope="col">Values</th>
            </tr>
          </thead>
          <tbody>
            {schema.columns.map((column) => {
              const values = publicValues(column);
              return (
                <tr key={column.name}>
                  <td>
                    <div>{column.label}</div>
                    <div className="mono quiet">{column.name}</div>
                  </td>
                  <td>
                    {column.kind === "numeric" && column.unit !== "" ? (
                      <div className="small quiet">in {column.unit}</div>
                    ) : null}
                    <Values values={values} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}

function Values({ values }: { values: readonly string[] }) {
  const list = (shown: readonly string[]) => (
    <ul className="bins">
      {shown.map((value) => (
        <li key={value}>{value}</li>
      ))}
    </ul>
  );
  if (values.length <= FOLD_ABOVE) return list(values);
  return (
    <details>
      <summary>
        {values.length} values, {values[0]} to {values.at(-1)}
      </summary>
      {list(values)}
    </details>
  );
}

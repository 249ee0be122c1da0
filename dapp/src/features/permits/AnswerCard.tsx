import { canonicalJson, type StatisticalAnswer } from "@symbolon/protocol";
import { formatNumber } from "../../format/formatNumber.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import { TableScroll } from "../../ui/TableScroll.tsx";

/** The answer to a data request: tables of counts in which small ones are suppressed (Art. 69(1)). */
export function AnswerCard({ answer }: { answer: StatisticalAnswer }) {
  const { k, tables, method } = answer;
  return (
    <Card
      title="Answer"
      lead={`${method}. Counts below ${k} are not told.`}
      end={
        <Button
          isSmall
          onClick={() => saveFile("statistical-answer.json", canonicalJson(answer), "application/json")}
        >
          <Icon name="download" />
          Save
        </Button>
      }
    >
      <div className="stack">
        {tables.map(({ title, rows, columns, counts }) => (
          <TableScroll key={title} label={title}>
            <table className="table">
              <caption className="answer__title">{title}</caption>
              <thead>
                <tr>
                  <td />
                  {columns.map((column) => (
                    <th key={column} scope="col" className="end">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row, i) => (
                  <tr key={row}>
                    <th scope="row">{row}</th>
                    {columns.map((column, j) => {
                      const count = counts[i * columns.length + j] ?? null;
                      return (
                        <td key={column} className="end">
                          {count === null ? `fewer than ${k}` : formatNumber(count)}
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
        ))}
      </div>
    </Card>
  );
}

import type { Deadline } from "@symbolon/protocol";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { TableScroll } from "../../ui/TableScroll.tsx";
import { clockText, partyText } from "./caseTexts.ts";
import { clockState } from "./clockState.ts";
import { lastDay } from "./lastDay.ts";

/** Every clock that runs in a case: who has to do what, by which article, until when. */
export function ClocksCard({
  deadlines,
  timeZone,
  now,
}: {
  deadlines: readonly Deadline[];
  timeZone: string;
  /** Unix seconds. */
  now: number;
}) {
  return (
    <Card
      title="Clocks"
      lead={`Counted in ${timeZone}; an end on a weekend or holiday moves to the next working day.`}
    >
      <TableScroll label="Clocks of the case">
        <table className="table table--wide">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Who</th>
              <th scope="col">Article</th>
              <th scope="col">Last day</th>
              <th scope="col" className="end">
                State
              </th>
            </tr>
          </thead>
          <tbody>
            {deadlines.map((deadline) => {
              const { kind, datasetId, party, article, dueAt } = deadline;
              const [label, tone] = clockState(deadline, now);
              return (
                <tr key={`${kind}/${datasetId ?? ""}/${dueAt}`}>
                  <td>{clockText(deadline)}</td>
                  <td>{partyText(party)}</td>
                  <td>Art. {article}</td>
                  <td>{lastDay(dueAt, timeZone)}</td>
                  <td className="end">
                    <Badge tone={tone}>{label}</Badge>
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

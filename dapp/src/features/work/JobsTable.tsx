import type { Hex } from "@symbolon/protocol";
import { Link } from "react-router";
import type { WorkJob } from "../../data/gateway/decodeWorkJob.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { formatSym } from "../../format/formatSym.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { FAIL_TEXTS } from "../../format/jobTexts.ts";
import { TableScroll } from "../../ui/TableScroll.tsx";
import { StateBadge } from "../order/StateBadge.tsx";
import { type WorkPart, workPart } from "./workPart.ts";

/** How a part reads. */
const PART_TEXTS: Readonly<Record<WorkPart, string>> = {
  lead: "Lead node",
  node: "Node",
  evaluator: "Evaluator",
};

/** Jobs as a table: order and datasets, the account's part, state, deadline, price. */
export function JobsTable({ jobs, account }: { jobs: readonly WorkJob[]; account: Hex }) {
  return (
    <TableScroll label="Jobs">
      <table className="table table--wide">
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">My part</th>
            <th scope="col">State</th>
            <th scope="col">Deadline</th>
            <th scope="col" className="end">
              Price
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => {
            const part = workPart(job, account);
            return (
              <tr key={job.orderId}>
                <td>
                  <Link to={`/orders/${job.orderId}`}>Order {job.orderId}</Link>
                  <div className="small quiet">
                    {job.titles.join(" + ")}
                    {/* A statistic counts as one row. */}
                    {job.rows <= 1 ? "" : ` · ${formatNumber(job.rows)} to make`}
                  </div>
                </td>
                <td>{part === null ? <span className="quiet">none</span> : PART_TEXTS[part]}</td>
                <td>
                  <StateBadge state={job.state} status={job.status} />
                  {job.failReason === null ? null : (
                    <div className="small quiet">{FAIL_TEXTS[job.failReason] ?? job.failReason}</div>
                  )}
                </td>
                <td>{formatDateTime(job.deadline)}</td>
                <td className="end">{formatSym(job.totalWei, 4)} SYM</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableScroll>
  );
}

import { stopped } from "../../rss/stopped.ts";
import { tokenCount } from "../join/tokenCount.ts";
import { tokensAscend } from "../join/tokensAscend.ts";
import { expandRing } from "../ring/expandRing.ts";
import { ringWords } from "../ring/ringBytes.ts";
import type { RingShared } from "../ring/ringShared.ts";
import { MAX_ROWS, type VerticalJob, verticalDigest } from "../verticalJob.ts";
import { componentBytes } from "./componentBytes.ts";
import { holderColumns } from "./holderColumns.ts";
import { rowCommitment } from "./rowCommitment.ts";
import type { RowPackage } from "./shareRows.ts";

/**
 * A hospital's rows as a node holds them: rows in the order of the tokens, one-hot columns of the holder's attributes in the job's
 * order.
 */
export type HeldRows = {
  readonly holder: number;
  readonly tokens: Uint8Array;
  readonly commitments: RowPackage["commitments"];
  readonly shared: RingShared;
};

/**
 * Checks a hospital's package for node `node` and expands its seeds. Throws E4020 when it is malformed, its tokens do not ascend or a
 * component is not the one committed to. That both holders of a component have the same commitments is for the nodes to compare
 * (joinedColumns).
 */
export function acceptRows(job: VerticalJob, node: 0 | 1 | 2, rows: RowPackage): HeldRows {
  const { holder, tokens, commitments, components } = rows;
  const digest = verticalDigest(job);
  const refuse = (reason: string) => stopped(job.orderId, `the rows of holder ${holder} ${reason}`);
  if (!tokensAscend(tokens)) throw refuse("have tokens that do not ascend");
  const count = tokenCount(tokens);
  const columns = holderColumns(job, holder);
  if (count > MAX_ROWS || columns === 0 || commitments.length !== 3) throw refuse("do not fit the job");
  const [own, next] = components.map((component, i) => {
    const index = (node + i) % 3;
    if (component.salt.length !== 32 || component.bytes.length !== componentBytes(index, count, columns))
      throw refuse("have a wrong length");
    if (rowCommitment(digest, holder, index, component) !== commitments[index]) {
      throw refuse("are not those committed to");
    }
    return index === 2
      ? ringWords(component.bytes)
      : expandRing(component.bytes, "component", count * columns);
  });
  return { holder, tokens, commitments, shared: { own: own!, next: next! } };
}

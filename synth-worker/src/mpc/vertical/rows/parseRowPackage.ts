import { toHex } from "@symbolon/protocol";
import { stopped } from "../../rss/stopped.ts";
import { TOKEN_BYTES } from "../join/sortedTokens.ts";
import { MAX_ROWS, type VerticalJob } from "../verticalJob.ts";
import { messageReader } from "../wire/messageReader.ts";
import { componentBytes } from "./componentBytes.ts";
import { holderColumns } from "./holderColumns.ts";
import type { RowComponent } from "./rowCommitment.ts";
import type { RowPackage } from "./shareRows.ts";

/**
 * What writeRowPackage wrote for node `node`; large parts are views of `bytes`. All lengths follow from the job, the node and two numbers,
 * which are checked first, so a wrong message costs no memory. Throws E4020 for other bytes; whether tokens and components are those
 * committed to is acceptRows' to find out.
 */
export function parseRowPackage(job: VerticalJob, node: 0 | 1 | 2, bytes: Uint8Array): RowPackage {
  const reader = messageReader(job.orderId, "rows", bytes);
  const holder = reader.number();
  const rows = reader.number();
  const columns = holderColumns(job, holder);
  if (columns === 0 || rows > MAX_ROWS)
    throw stopped(job.orderId, `the rows of holder ${holder} do not fit the job`);
  const commitments = reader.takeEach(3, 32).map(toHex);
  const tokens = reader.take(TOKEN_BYTES * rows);
  const component = (index: number): RowComponent => ({
    salt: reader.take(32),
    bytes: reader.take(componentBytes(index, rows, columns)),
  });
  const own = component(node);
  const next = component((node + 1) % 3);
  reader.end();
  return { holder, tokens, commitments, components: [own, next] };
}

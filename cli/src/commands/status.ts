import { SymbolonError } from "@symbolon/protocol";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import type { Output } from "../shared/output.ts";

const STATUS = `query Status($id: ID!) {
  order(id: $id) {
    id status rows totalWei accessUntil deadline
    job { state failReason outputHash passed history { state timestamp tx gasUsed } }
    payouts { account kind amountWei }
  }
}`;

type StatusAnswer = {
  order: {
    id: string;
    status: string;
    rows: number;
    totalWei: string;
    accessUntil: number;
    deadline: number;
    job: {
      state: string;
      failReason: string | null;
      history: { state: string; timestamp: number; tx: string; gasUsed: string | null }[];
    };
    payouts: { account: string; kind: string; amountWei: string }[];
  } | null;
};

/** `symbolon status ORDER`: the job's history; with `follow` it waits until FINALISED or FAILED. Throws E2004. */
export async function status(
  gateway: GatewayClient,
  options: { orderId: string; follow: boolean },
  out: Output,
): Promise<void> {
  for (;;) {
    const { order } = await gateway.query<StatusAnswer>(STATUS, { id: options.orderId });
    if (order === null) throw new SymbolonError("E2004", { orderId: options.orderId });
    const ended = order.job.state === "FINALISED" || order.job.state === "FAILED";
    if (!options.follow || ended) {
      out.result(order, [
        `order ${order.id}: ${order.status}, job ${order.job.state}${order.job.failReason ? ` (${order.job.failReason})` : ""}`,
        ...order.job.history.map(
          (event) =>
            `  ${new Date(event.timestamp * 1000).toISOString()}  ${event.state.padEnd(10)} ${event.tx}`,
        ),
      ]);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

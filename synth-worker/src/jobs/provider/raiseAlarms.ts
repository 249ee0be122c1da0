import type { CohortCondition } from "@symbolon/protocol";
import { mixedRecords } from "../../data/mixedRecords.ts";
import { cohortRows } from "../../mpc/statistics/cohortRows.ts";
import type { VerifiedOrder } from "../shared/verifyOrder.ts";
import { alarmBookFile } from "./alarmBook.ts";
import { attackSigns } from "./attackSigns.ts";
import type { OrderContext } from "./orderContext.ts";

/** Earlier orders of one account that a new one is compared with. */
const MOST_COMPARED = 200;

/**
 * Looks once at an order's cohort for signs of an attack, keeps them in the alarm book and tells the log and the watcher; the job goes on, as its
 * result is differentially private or withheld where it is about few. All records count, those that are left out too: a withdrawal between
 * two orders makes no sign. Throws RangeError for a condition that fits no column, which verifyOrder refuses before.
 */
export async function raiseAlarms(context: OrderContext, { spec }: VerifiedOrder): Promise<void> {
  const { order, hospital, log, reporter } = context;
  const cohort = spec.cohort ?? [];
  if (cohort.length === 0) return;
  const file = alarmBookFile(context.stateFolder);
  const orders = (await file.read())?.orders ?? [];
  const orderId = order.orderId.toString();
  if (orders.some((each) => each.orderId === orderId)) return;
  const account = order.terms.buyer.toLowerCase();
  const inside = async (conditions: readonly CohortCondition[]) => {
    const everyone = new Uint8Array(hospital.records.table.rows).fill(1);
    const columns = conditions.map(({ column }) => column);
    const table = await mixedRecords(hospital.records, columns, everyone);
    const flags = new Uint8Array(table.rows);
    for (const row of cohortRows(table, conditions)) flags[row] = 1;
    return flags;
  };
  const earlier: { orderId: string; inside: Uint8Array }[] = [];
  for (const each of orders.filter((one) => one.account === account).slice(-MOST_COMPARED))
    earlier.push({ orderId: each.orderId, inside: await inside(each.cohort) });
  const signs = attackSigns({ orderId, inside: await inside(cohort) }, earlier);
  const permitId = order.terms.permitId.toString();
  await file.write({
    format: "symbolon-alarms/1",
    orders: [...orders, { orderId, account, permitId, cohort, signs }],
  });
  for (const sign of signs) {
    log.warn({ orderId, permitId, sign }, "sign of an attack");
    const detail = sign.kind === "near-identical" ? `${sign.kind} to order ${sign.orderId}` : sign.kind;
    reporter.progress({ step: "alarm", orderId, datasetId: context.datasetId.toString(), detail });
  }
}

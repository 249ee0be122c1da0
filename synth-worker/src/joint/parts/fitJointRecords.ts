import type { PatientRecords } from "../../math/patientRecords.ts";
import type { Accountant } from "../../privacy/accountant.ts";
import { fitPrivateRecords } from "../../sequences/private/fitPrivateRecords.ts";
import type { PrivateRecordsModel } from "../../sequences/private/privateRecordsModel.ts";
import { emptyRecords } from "./emptyRecords.ts";
import { jointCounts } from "./jointCounts.ts";
import type { JointRecords } from "./jointRecords.ts";
import type { PartsOpener } from "./partsOpener.ts";
import type { PartsPlan } from "./planParts.ts";

/**
 * The private model of patients over time (fitPrivateRecords) from the noisy sums of several hospitals' tables: the program of a node and
 * of anybody who has the openings (`records` null), and of a hospital (its own records). *Claim.* One patient of any hospital moves a part
 * of k tables by cap x sqrt(k) units at most, so all parts together are within the plan's budget. *Why.* A patient's rows share `cap` units
 * (spreadUnits); the fixed mechanism measures tables that the description names, so nothing but sums is asked. *Test.*
 * fitJointRecords.test.ts. Beside that of one hospital the choice of tables is missing: AIM's and MST's choices look at errors, which are
 * not sums. Throws as fitPrivateRecords.
 */
export async function fitJointRecords(
  opener: PartsOpener,
  plan: PartsPlan,
  { schema, domain, patientShare }: JointRecords,
  records: PatientRecords | null = null,
): Promise<{ readonly model: PrivateRecordsModel; readonly charges: Accountant["log"] }> {
  const { order, rhoMicro } = plan;
  return await fitPrivateRecords(records ?? emptyRecords(schema, domain), schema, domain, {
    epsilon: order.epsilon,
    delta: order.delta,
    rhoMicro,
    mechanism: "fixed",
    ...(patientShare === undefined ? {} : { patientShare }),
    entropy: {
      guarantee: opener.guarantee,
      bytes: () => {
        throw new RangeError("noise is made by the nodes, not here");
      },
    },
    open: (source, accountant, neighbours) => jointCounts(opener, { source, accountant, neighbours }),
  });
}

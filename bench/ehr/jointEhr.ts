import { fitJointRecords, planParts, recordsSubject } from "@symbolon/synth-worker/mpc";
import {
  type PatientRecords,
  type PrivateRecordsModel,
  type PublicDomain,
  parentPlaces,
  pickPatients,
  type SequenceSchema,
} from "@symbolon/synth-worker/sequences";
import { BENCH_ORDER } from "../mpc/benchNode.ts";
import { type JointLooks, runJointLooks } from "../mpc/jointLooks.ts";

const HOSPITALS = 3;

/** A joint model of patients dealt to three hospitals in turn (runJointLooks), and the budget that it spent. */
export async function fitJointEhr(
  records: PatientRecords,
  described: {
    readonly schema: SequenceSchema;
    readonly domain: PublicDomain;
    readonly patientShare: number;
  },
  privacy: { readonly epsilon: number; readonly delta: number },
): Promise<JointLooks<PrivateRecordsModel> & { readonly rhoMicro: bigint }> {
  const plan = planParts({
    ...privacy,
    orderId: BENCH_ORDER,
    subject: recordsSubject(described),
    datasetIds: Array.from({ length: HOSPITALS }, (_, h) => String(h + 1)),
    rhoMicro: 1_000_000_000n,
    mostPatients: 8191,
  });
  const all = Int32Array.from({ length: records.patients.rows }, (_, p) => p);
  const hospitals = Array.from({ length: HOSPITALS }, (_, h) =>
    pickPatients(
      records,
      all.filter((p) => p % HOSPITALS === h),
      parentPlaces(described.schema),
    ),
  );
  const joint = await runJointLooks(plan, async (opener, hospital) => {
    const own = hospital === null ? null : hospitals[hospital]!;
    return (await fitJointRecords(opener, plan, described, own)).model;
  });
  return { ...joint, rhoMicro: plan.rhoMicro };
}

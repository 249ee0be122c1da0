import { type EmbeddingRelease, type ImageSet, pickImages } from "@symbolon/synth-worker/imaging";
import { imagesSubject, planParts, releaseJointImages } from "@symbolon/synth-worker/mpc";
import { BENCH_ORDER } from "../mpc/benchNode.ts";
import { type JointLooks, runJointLooks } from "../mpc/jointLooks.ts";

const HOSPITALS = 3;

/** A joint release of images dealt to three hospitals in turn, an image a patient (runJointLooks), and the budget that it spent. */
export async function releaseJointly(
  images: ImageSet,
  privacy: { readonly epsilon: number; readonly delta: number },
): Promise<JointLooks<EmbeddingRelease> & { readonly rhoMicro: bigint }> {
  const { width, height, channels, window, classNames, count } = images;
  const shape = { width, height, channels, window, classNames, maxRecords: 1 };
  const plan = planParts({
    ...privacy,
    orderId: BENCH_ORDER,
    subject: imagesSubject(shape),
    datasetIds: Array.from({ length: HOSPITALS }, (_, h) => String(h + 1)),
    rhoMicro: 1_000_000_000n,
    mostPatients: 1023,
  });
  const hospitals = Array.from({ length: HOSPITALS }, (_, h) =>
    pickImages(
      images,
      Array.from({ length: count }, (_, i) => i).filter((i) => i % HOSPITALS === h),
    ),
  );
  const joint = await runJointLooks(plan, (opener, hospital) =>
    releaseJointImages(opener, plan, shape, hospital === null ? null : hospitals[hospital]!),
  );
  return { ...joint, rhoMicro: plan.rhoMicro };
}

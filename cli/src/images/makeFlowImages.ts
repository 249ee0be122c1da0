import { flowCheckpoint } from "@symbolon/synth-worker/images";
import {
  contactSheet,
  copyGate,
  fitFlow,
  flowDocument,
  type ImageSet,
  imageMembership,
  kernelDistance,
  openTensors,
  pickImages,
  proportionalLabels,
  releaseImages,
  sampleFlow,
  scattering,
  splitPatients,
  standardised,
} from "@symbolon/synth-worker/imaging";
import type { MadeImages } from "./madeImages.ts";

/** Images on the hospital's sheet. */
const SHOWN = 16;

/**
 * Images of a latent flow that the copy gate let through, with what the hospital may want to know of them. NOT differentially private. Throws E1006 for too few
 * patients and for a checkpoint of another training, E2022 when too many images are suspected.
 */
export async function makeFlowImages(
  images: ImageSet,
  options: { readonly count?: number; readonly seed: Uint8Array; readonly checkpoint?: string },
  say: (line: string) => void,
): Promise<MadeImages> {
  const { seed, checkpoint: path } = options;
  const { training, heldOut, patients } = splitPatients(images, seed);
  say(
    `${patients} patients: ${training.count} images to learn from, ${heldOut.count} of other patients kept out`,
  );
  const tensors = await openTensors();
  const file = path === undefined ? null : flowCheckpoint(path, images, seed, { engine: "latent flow" });
  const from = (await file?.read()) ?? null;
  if (from !== null) say(`going on after step ${from.step}`);
  const model = fitFlow(
    tensors,
    training,
    heldOut,
    seed,
    {},
    {
      progress: (step, steps, loss) =>
        say(`  step ${step} of at most ${steps}, held-out loss ${loss.toFixed(4)}`),
      keep: (state) => file?.write(state),
      ...(from === null ? {} : { from }),
    },
  );
  const labels = proportionalLabels(training, options.count ?? training.count);
  const gate = copyGate(tensors, training);
  const sample = (own: Uint16Array, drawn: Uint8Array) => sampleFlow(tensors, model, own, drawn);
  const released = releaseImages(sample, gate, labels, seed);
  const [learned, kept, made] = standardised(
    scattering(training),
    [training, heldOut, released.images].map((set) => scattering(set)),
  );
  // Spread over the set, so over its classes.
  const shown = Math.min(SHOWN, released.images.count);
  const places = Array.from({ length: shown }, (_, i) => Math.floor((i * released.images.count) / shown));
  const some = pickImages(released.images, places);
  return {
    images: released.images,
    origin: {
      engine: "latent flow",
      guarantee: "none: not differentially private",
      model: flowDocument(model).digest,
      backend: tensors.backend,
      copiesKeptBack: released.keptBack,
      imagesMade: released.made,
    },
    figures: {
      membershipAuc: imageMembership(released.images, training, heldOut),
      kernelDistance: kernelDistance(learned!, made!),
      kernelDistanceOfHeldOut: kernelDistance(learned!, kept!),
    },
    sheet: contactSheet(some, 8, Math.max(1, Math.round(64 / some.width)), {
      training,
      verdicts: gate(some),
    }),
  };
}

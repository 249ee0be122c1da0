import { flowCheckpoint } from "@symbolon/synth-worker/images";
import {
  contactSheet,
  copyGate,
  fitFlow,
  flowDocument,
  type ImageSet,
  imageMembership,
  kernelDistance,
  MORPHED_FLOW,
  matchedSampler,
  morphedSets,
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
 * Images of a latent flow that the copy gate let through, with what the hospital may want to know of them. `morph`: the flow learns from pictures between two
 * patients (morphedSets). NOT differentially private. Throws E1006 for too few
 * patients and for a checkpoint of another training, E2022 when too many images are suspected.
 */
export async function makeFlowImages(
  images: ImageSet,
  options: {
    readonly count?: number;
    readonly seed: Uint8Array;
    readonly checkpoint?: string;
    readonly morph: boolean;
  },
  say: (line: string) => void,
): Promise<MadeImages> {
  const { seed, checkpoint: path, morph } = options;
  const { training, heldOut, patients } = splitPatients(images, seed);
  say(
    `${patients} patients: ${training.count} images to learn from, ${heldOut.count} of other patients kept out`,
  );
  const tensors = await openTensors();
  const file =
    path === undefined ? null : flowCheckpoint(path, images, seed, { engine: "latent flow", morph });
  const from = (await file?.read()) ?? null;
  if (from !== null) say(`going on after step ${from.step}`);
  const between = morph ? morphedSets(training, seed) : { training, stopping: heldOut };
  if (morph) say(`${between.training.count} morphs of two patients each to learn from`);
  const model = fitFlow(tensors, between.training, between.stopping, seed, morph ? MORPHED_FLOW : {}, {
    progress: (step, steps, loss) =>
      say(`  step ${step} of at most ${steps}, held-out loss ${loss.toFixed(4)}`),
    keep: (state) => file?.write(state),
    ...(from === null ? {} : { from }),
  });
  const labels = proportionalLabels(training, options.count ?? training.count);
  const gate = copyGate(tensors, training);
  const sample = morph
    ? matchedSampler(tensors, model, between.training, seed)
    : (own: Uint16Array, drawn: Uint8Array) => sampleFlow(tensors, model, own, drawn);
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
      engine: morph ? "latent flow on morphs" : "latent flow",
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

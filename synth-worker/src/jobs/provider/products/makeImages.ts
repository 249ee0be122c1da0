import {
  digestOfBytes,
  type HighFidelityOrderSpec,
  MIN_COHORT_HOLDOUT,
  NOT_PRIVATE,
  SymbolonError,
  zipFiles,
} from "@symbolon/protocol";
import { imageFiles } from "../../../data/imaging/imageFiles.ts";
import { evaluateMixed } from "../../../evaluate/report/evaluateMixed.ts";
import { type FlowOptions, fitFlow } from "../../../imaging/flow/fitFlow.ts";
import { matchedSampler } from "../../../imaging/flow/matchedSampler.ts";
import { copyGate } from "../../../imaging/gate/copyGate.ts";
import { type GatedRelease, releaseImages } from "../../../imaging/gate/releaseImages.ts";
import type { ImageSet } from "../../../imaging/imageSet.ts";
import { evenImages } from "../../../imaging/measures/evenImages.ts";
import { featureTable } from "../../../imaging/measures/featureTable.ts";
import { imageFigures } from "../../../imaging/measures/imageFigures.ts";
import { patientMembership } from "../../../imaging/measures/patientMembership.ts";
import { onePerPatient } from "../../../imaging/onePerPatient.ts";
import { proportionalLabels } from "../../../imaging/proportionalLabels.ts";
import { splitPatients } from "../../../imaging/splitPatients.ts";
import { openTensors } from "../../../imaging/tensors/openTensors.ts";
import type { OrderRows } from "../../../tabular/hospital/rowsOfOrder.ts";
import type { Hospital } from "../openHospital.ts";
import type { MadeFile } from "./madeFile.ts";
import { orderImages } from "./orderImages.ts";

/**
 * Patients with pictures to learn from and to judge by, below which nothing is made: with fewer on a side no membership attack is run, and a report
 * without one does not pass (privacyOf, combineReport).
 */
const FEWEST = MIN_COHORT_HOLDOUT;

/** Images that are learned from, and judged by, at most, evenly spaced: the gate's work grows with their square. What is left out is not used at all. */
const MOST_IMAGES = 2000;

/**
 * An archive of `spec.rows` images as PNG with label table and manifest, made by a latent flow of the training patients' pictures, classes in proportion to
 * theirs; a fifth of the patients only says when to stop. Every image passed the copy gate against all of these pictures. The report is of fixed features
 * of one image per patient, with what is told of images beside, and membership attacks on whole patients count for its verdict. Null when too few patients
 * have pictures or too many images look like copies. NOT differentially private. `seed`: 32 secret bytes; the same make the same file on one tensor
 * backend. `tell` gets lines for the hospital's log: counts. Throws what orderImages throws.
 */
export async function makeImages(
  hospital: Hospital,
  spec: HighFidelityOrderSpec,
  flags: Pick<OrderRows, "training" | "holdout">,
  seed: Uint8Array,
  tell: (line: string) => void = () => undefined,
): Promise<MadeFile | null> {
  const found = await orderImages(hospital, spec, flags);
  if (found === null) return null;
  const { unknown, unused } = found.leftOut;
  tell(
    `${found.training.count} pictures to learn from, ${found.holdout.count} to judge by; left out: ${unknown} of nobody with a record, ${unused} of records that are not for this order`,
  );
  const all = evenImages(found.training, MOST_IMAGES);
  const holdout = evenImages(found.holdout, MOST_IMAGES);
  if (patientsOf(all) < FEWEST || patientsOf(holdout) < FEWEST) return null;
  const { training, heldOut: stopping } = splitPatients(all, seed);
  if (patientsOf(training) < FEWEST) return null;
  const tensors = await openTensors();
  const gate = copyGate(tensors, all);
  const model = fitFlow(tensors, training, stopping, seed, planFor(training));
  const sample = matchedSampler(tensors, model, training, seed);
  const released = unlessCopies(() => releaseImages(sample, gate, proportionalLabels(all, spec.rows), seed));
  if (released === null) return null;
  const { images: synthetic, made, keptBack } = released;
  const file = archiveOf(synthetic, {
    engine: "latent flow",
    guarantee: `none: ${NOT_PRIVATE}`,
    backend: tensors.backend,
    imagesMade: made,
    copiesKeptBack: keptBack,
  });
  const outputHash = digestOfBytes(file);
  const membership = patientMembership(synthetic, training, holdout);
  const report = evaluateMixed(
    {
      synthetic: featureTable(synthetic),
      training: featureTable(onePerPatient(training)),
      holdout: featureTable(onePerPatient(holdout)),
    },
    {
      labels: {
        synthetic: { name: "images of the order", sha256: outputHash },
        // A digest of pictures would tell who guesses them all that the guess is right.
        training: { name: "training half", sha256: null },
        holdout: { name: "holdout", sha256: null },
      },
      releaseClass: "high-fidelity",
      disclosure: "rounded",
      whole: {
        membership: [membership],
        sections: { images: imageFigures({ synthetic, training, holdout }, gate, membership.auc) },
      },
    },
  );
  return { calibration: { gate: { made, keptBack } }, file, outputHash, report };
}

/**
 * A network as wide as the images can feed, up to the flow's own width, and a close look at when to stop: on few images a large one learns by heart what
 * a small one never sees. Some minutes at most: the lead gives up a job that is not measured (GIVE_UP_SECONDS).
 */
function planFor({ count, width, height, channels }: ImageSet): FlowOptions {
  const numbers = count * Math.min(64, width * height * channels);
  return {
    width: Math.min(256, 32 * Math.ceil(Math.sqrt(numbers) / 64)),
    blocks: 2,
    steps: 4000,
    look: 100,
    patience: 4,
  };
}

const patientsOf = ({ subjects }: ImageSet) => new Set(subjects).size;

/** Null when the gate stops the release. */
function unlessCopies(release: () => GatedRelease): GatedRelease | null {
  try {
    return release();
  } catch (error) {
    if (error instanceof SymbolonError && error.code === "E2022") return null;
    throw error;
  }
}

function archiveOf(images: ImageSet, origin: Parameters<typeof imageFiles>[1]["origin"]) {
  // PNG is compressed already.
  return zipFiles(imageFiles(images, { format: "png", origin }).files, { level: 0 });
}

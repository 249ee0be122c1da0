import type { EvaluationReport } from "@symbolon/protocol";
import { type Features, scattering } from "../features/scattering.ts";
import type { GateVerdict } from "../gate/copyGate.ts";
import { gateFigures } from "../gate/gateFigures.ts";
import type { ImageSet } from "../imageSet.ts";
import { accuracyOf } from "./accuracyOf.ts";
import { diversity } from "./diversity.ts";
import { evenImages } from "./evenImages.ts";
import { kernelDistance } from "./kernelDistance.ts";
import { manifoldFigures } from "./manifoldFigures.ts";
import { smallImages } from "./smallImages.ts";
import { standardised } from "./standardised.ts";

/** Images of each set, evenly spaced, that distances, diversity and the gate's test look at; all are used for the accuracy. */
const MOST = 300;

/** Images of one order: what is released, what it was learned from, and other patients' images. */
export type JudgedImages = Readonly<Record<"synthetic" | "training" | "holdout", ImageSet>>;

/**
 * The report's figures of images (EvaluationReport.images), unrounded. Distances and neighbourhoods are of second-order scattering, standardised by the
 * training images; the gate is tried on copies planted among the training images. Null where a figure needs more classes or images of one class.
 * Throws RangeError for sets of fewer than six images.
 */
export function imageFigures(
  { synthetic, training, holdout }: JudgedImages,
  gate: (images: ImageSet) => GateVerdict[],
  membership: NonNullable<EvaluationReport["images"]>["membership"],
): NonNullable<EvaluationReport["images"]> {
  const [made, learned, other] = [synthetic, training, holdout].map((set) => evenImages(set, MOST)) as [
    ImageSet,
    ImageSet,
    ImageSet,
  ];
  const features = [made, learned, other].map((set) => scattering(smallImages(set)));
  const [ofMade, ofLearned, ofOther] = standardised(features[1]!, features) as [Features, Features, Features];
  const { precision, recall } = manifoldFigures(ofOther, ofMade);
  const { found, falseAlarms } = gateFigures(gate, learned, other);
  const hasClasses = training.classNames.length > 1;
  return {
    images: synthetic.count,
    kernelDistance: kernelDistance(ofMade, ofOther),
    kernelDistanceReal: kernelDistance(ofLearned, ofOther),
    precision,
    recall,
    diversity: known(diversity(smallImages(made))),
    diversityReal: known(diversity(smallImages(other))),
    accuracy: hasClasses ? accuracyOf(synthetic, holdout) : null,
    accuracyReal: hasClasses ? accuracyOf(training, holdout) : null,
    membership,
    plantedFound: Math.min(...Object.values(found)),
    falseAlarms,
  };
}

const known = (value: number) => (Number.isNaN(value) ? null : value);

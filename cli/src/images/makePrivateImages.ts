import {
  Accountant,
  cryptoEntropy,
  gdpRhoMicroFor,
  type ImageSet,
  openTensors,
  PrivateImages,
  releaseEmbedding,
  sampleEmbedding,
  withChannels,
} from "@symbolon/synth-worker/imaging";
import type { MadeImages } from "./madeImages.ts";

/**
 * Images from one private release of embeddings: (epsilon, delta)-differentially private for patients, of whom at most `mostPerPatient` images count (add or
 * remove one patient). As many of each class. Number of `channels` and `unit` are said beforehand: one patient's picture in colour, or the unit of the first
 * picture, would show who is there. No gate and no figure looks at the real images again: that would be a look without noise. Throws E3009
 * when the budget covers nothing, RangeError for sizes that the engine does not serve.
 */
export async function makePrivateImages(
  images: ImageSet,
  options: {
    readonly count?: number;
    readonly seed: Uint8Array;
    readonly epsilon: number;
    readonly delta: number;
    readonly mostPerPatient: number;
    readonly channels: 1 | 3;
    readonly unit: string;
  },
  say: (line: string) => void,
): Promise<MadeImages> {
  const { epsilon, delta, mostPerPatient, channels, unit, seed } = options;
  const rhoMicro = gdpRhoMicroFor(epsilon, delta);
  const accountant = new Accountant({ rhoMicro });
  const neighbours = { unit: "patient", maxRecords: mostPerPatient, relation: "add-remove" } as const;
  const shown = { ...withChannels(images, channels), window: { ...images.window, unit } };
  const release = releaseEmbedding(
    PrivateImages.open(shown, accountant, neighbours, cryptoEntropy()),
    rhoMicro,
  );
  for (const { what } of accountant.log) say(`  measured: ${what}`);
  const tensors = await openTensors();
  const classes = images.classNames.length;
  const count = options.count ?? 100 * classes;
  const labels = Uint16Array.from({ length: count }, (_, i) => Math.floor((i * classes) / count));
  return {
    images: sampleEmbedding(tensors, release, labels, seed),
    origin: {
      engine: "private embedding",
      guarantee: `differentially private, epsilon ${epsilon}, delta ${delta}, unit patient with at most ${mostPerPatient} images, add-remove`,
      rhoMicro: rhoMicro.toString(),
      backend: tensors.backend,
    },
    figures: null,
    sheet: null,
  };
}

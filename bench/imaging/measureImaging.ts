import {
  Accountant,
  accuracyOf,
  copyGate,
  cryptoEntropy,
  deformImages,
  diversity,
  type Features,
  fitFlow,
  frechetDistance,
  gateFigures,
  gdpRhoMicroFor,
  type ImageSet,
  imageMembership,
  kernelDistance,
  MORPHED_FLOW,
  manifoldFigures,
  matchedSampler,
  morphedSets,
  openTensors,
  PrivateImages,
  pickImages,
  releaseEmbedding,
  releaseImages,
  sampleEmbedding,
  sampleFlow,
  scattering,
  standardised,
} from "@symbolon/synth-worker/imaging";
import { digitSplit, headSplit, type Split } from "./imageSets.ts";
import type { ImagingFigures, ImagingJob } from "./imagingFigures.ts";
import { releaseJointly } from "./releaseJointly.ts";
import { writeSheets } from "./writeSheets.ts";

const DELTA = 1e-5;
const SEED = (value: number) => new Uint8Array(32).fill(value + 1);
/** The head has one pose and one size: samples are turned and stretched as heads of many are, contrast hardly changes. */
const BENDING = { shape: 2, contrast: 0.5 };
const balanced = (count: number, classes: number) =>
  Uint16Array.from({ length: count }, (_, i) => i % classes);

async function measure(job: ImagingJob): Promise<ImagingFigures> {
  if (job.part === "digits-private") return await measurePrivate(job);
  if (job.part === "digits-joint") return await measureJoint(job);
  return await measureFlow(job);
}

/** Training and stopping images make one private set; noise comes from the operating system, so runs differ. */
async function measurePrivate({ epsilon, seed, quick, sheets }: ImagingJob): Promise<ImagingFigures> {
  const { training, stopping, test } = digitSplit();
  const real = joined(training, stopping);
  const tensors = await openTensors("wasm");
  const clock = startClock();
  const rhoMicro = gdpRhoMicroFor(epsilon!, DELTA);
  const accountant = new Accountant({ rhoMicro });
  const images = PrivateImages.open(
    real,
    accountant,
    { unit: "patient", maxRecords: 1, relation: "add-remove" },
    cryptoEntropy(),
  );
  const release = releaseEmbedding(images, rhoMicro);
  const made = sampleEmbedding(tensors, release, balanced(quick ? 1000 : 3000, 10), SEED(seed));
  const time = clock();
  if (sheets !== null && seed === 0) writeSheets(sheets, `digits-epsilon-${epsilon}`, made, 20, 5);
  return {
    ...time,
    epsilonSpent: accountant.epsilon(DELTA),
    accuracy: accuracyOf(made, test),
    accuracyReal: accuracyOf(real, test),
    membershipAuc: imageMembership(made, real, test).value,
    membershipAucHigh: imageMembership(made, real, test).high,
  };
}

/** The same images dealt to three hospitals: a joint release by three nodes, beside one of all images with the same budget (`central`). */
async function measureJoint({ epsilon, seed, quick }: ImagingJob): Promise<ImagingFigures> {
  const { training, stopping, test } = digitSplit();
  const real = joined(training, stopping);
  const tensors = await openTensors("wasm");
  const clock = startClock();
  const joint = await releaseJointly(real, { epsilon: epsilon!, delta: DELTA });
  const time = clock();
  const accountant = new Accountant({ rhoMicro: joint.rhoMicro });
  const neighbours = { unit: "patient", maxRecords: 1, relation: "add-remove" } as const;
  const images = PrivateImages.open(real, accountant, neighbours, cryptoEntropy());
  const [made, central] = [joint.value, releaseEmbedding(images, joint.rhoMicro)].map((release) =>
    accuracyOf(sampleEmbedding(tensors, release, balanced(quick ? 1000 : 3000, 10), SEED(seed)), test),
  );
  return {
    ...time,
    ...joint.figures,
    accuracy: made!,
    accuracyCentral: central!,
    accuracyReal: accuracyOf(real, test),
  };
}

async function measureFlow({ part, seed, quick, sheets }: ImagingJob): Promise<ImagingFigures> {
  const isHead = part === "head-flow";
  const split: Split = isHead ? headSplit() : digitSplit();
  const { training, stopping, test } = split;
  const tensors = await openTensors("wasm");
  const clock = startClock();
  const shown = isHead ? morphedSets(training, SEED(seed)) : { training, stopping };
  const options = isHead
    ? { ...MORPHED_FLOW, ...(quick ? { steps: 1000 } : {}) }
    : { steps: quick ? 750 : 2500, width: 256, blocks: 2, patience: 4 };
  const model = fitFlow(tensors, shown.training, shown.stopping, SEED(seed), options);
  const gate = copyGate(tensors, training);
  const classes = training.classNames.length;
  const sample = isHead
    ? matchedSampler(tensors, model, shown.training, SEED(seed))
    : (labels: Uint16Array, own: Uint8Array) => sampleFlow(tensors, model, labels, own);
  const wanted = balanced(quick ? 300 : 10_000, classes);
  const release = releaseImages(
    sample,
    gate,
    wanted,
    SEED(seed + 1),
    // One head is no population: samples are expected near its slices, and the share kept back is the figure.
    isHead ? 0.95 : 0.2,
  );
  // Bending could hide a copy: the gate has seen the images before.
  const images = isHead ? deformImages(release.images, 1, SEED(seed + 1), BENDING) : release.images;
  const time = clock();
  if (sheets !== null)
    writeSheets(sheets, isHead ? "head" : "digits-flow", images, isHead ? 10 : 20, isHead ? 2 : 5);
  // The head's stopping blocks stop nothing: they are held out like the test's.
  const verdicts = gateFigures(gate, training, isHead ? joined(stopping, test) : test);
  const judged = pickImages(
    images,
    Array.from({ length: Math.min(images.count, 300) }, (_, i) => i),
  );
  const [ofTraining, ofTest, ofMade] = standardised(
    scattering(training),
    [training, test, judged].map((set) => scattering(set)),
  ) as [Features, Features, Features];
  const manifold = manifoldFigures(ofTest, ofMade);
  const membership = imageMembership(images, training, test);
  return {
    ...time,
    parameters: model.parameters.length,
    released: images.count,
    keptBack: release.keptBack / release.made,
    copies: gate(judged).filter(({ suspected }) => suspected).length,
    leastFound: Math.min(...Object.values(verdicts.found)),
    falseAlarms: verdicts.falseAlarms,
    // Equal sizes, since a biased distance falls with the size.
    kernelDistance: kernelDistance(firstOf(ofMade, ofTraining.count), ofTest, "biased"),
    kernelDistanceReal: kernelDistance(ofTraining, ofTest, "biased"),
    kernelDistanceUnbiased: kernelDistance(ofMade, ofTest),
    kernelDistanceUnbiasedReal: kernelDistance(ofTraining, ofTest),
    frechetDistance: frechetDistance(ofMade, ofTest),
    frechetDistanceReal: frechetDistance(ofTraining, ofTest),
    precision: manifold.precision,
    recall: manifold.recall,
    diversity: diversity(judged),
    // Synthetic images are drawn one by one, so pairs may come from one block; real pairs are drawn alike, and apart.
    diversityReal: diversity({ ...training, subjects: new Uint32Array(0) }),
    diversityRealApart: diversity(training),
    membershipAuc: membership.value,
    membershipAucHigh: membership.high,
    accuracy: accuracyOf(images, test),
    accuracyReal: accuracyOf(training, test),
  };
}

function firstOf(features: Features, count: number): Features {
  const kept = Math.min(count, features.count);
  return { ...features, count: kept, values: features.values.slice(0, kept * features.dimensions) };
}

function startClock(): () => { seconds: number; cpuSeconds: number } {
  const started = performance.now();
  const used = process.cpuUsage();
  return () => ({
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: process.cpuUsage(used).user / 1e6,
  });
}

function joined(a: ImageSet, b: ImageSet): ImageSet {
  const pixels = new Float32Array(a.pixels.length + b.pixels.length);
  pixels.set(a.pixels);
  pixels.set(b.pixels, a.pixels.length);
  return {
    ...a,
    count: a.count + b.count,
    pixels,
    labels: Uint16Array.from([...a.labels, ...b.labels]),
    subjects: Uint32Array.from([...a.subjects, ...b.subjects]),
  };
}

console.log(JSON.stringify(await measure(JSON.parse(process.argv[2]!) as ImagingJob)));

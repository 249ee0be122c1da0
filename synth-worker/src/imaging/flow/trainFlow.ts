import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { normalStream } from "../../random/normalStream.ts";
import type { Tensors } from "../tensors/openTensors.ts";
import { adamStep } from "./adamStep.ts";
import { flowInputs } from "./flowInputs.ts";
import { flowNetwork } from "./flowNetwork.ts";
import type { FlowShape } from "./flowShape.ts";
import type { FlowState } from "./flowState.ts";
import { initialParameters } from "./initialParameters.ts";

/** Latents of images (row-major) and their classes. */
export type LabelledLatents = { readonly latents: Float32Array; readonly labels: Uint16Array };

export type FlowPlan = {
  readonly shape: FlowShape;
  readonly steps: number;
  readonly batch: number;
  readonly rate: number;
  /** Whether the rate falls in a straight line to 0 at the last of `steps`: for trainings that run to their end. */
  readonly decay: boolean;
  /** Steps between two looks at the held-out patients; after `patience` looks without a smaller loss training stops. */
  readonly look: number;
  readonly patience: number;
};

/** What a caller may watch, keep and give back: `keep` gets a state after every look, `from` is one that was kept. */
export type FlowHooks = {
  readonly progress?: (step: number, steps: number, heldOutLoss: number) => void;
  readonly keep?: (state: FlowState) => void;
  readonly from?: FlowState;
};

/**
 * Trains the velocity of a straight path from noise to latents: at a time t uniform in [0, 1], on x = (1 - t) e + t z with e from N(0, I), to z - e
 * (conditional flow matching; Lipman et al., ICLR 2023; Liu et al., rectified flow, ICLR 2023). The answer is the running mean of the parameters that did
 * best on `heldOut`, images of patients that are not in `training`: what is learned by heart does not help there.
 *
 * NOT differentially private. The same seed, data and backend give the same bits, whether or not training was interrupted and went on from a state
 * that was kept. Calls of `keep` get arrays that training goes on changing: copy or write them before returning.
 */
export function trainFlow(
  tensors: Tensors,
  training: LabelledLatents,
  heldOut: LabelledLatents,
  plan: FlowPlan,
  seed: Uint8Array,
  hooks: FlowHooks = {},
): FlowState {
  const { shape } = plan;
  const network = flowNetwork(tensors, shape);
  let state = hooks.from === undefined ? started(shape, seed) : copied(hooks.from);
  // The same points at every look, each held-out image several times.
  const test = batchOf(shape, heldOut, Math.max(256, 4 * heldOut.labels.length), streamOf(seed, "held out"));
  while (state.step < plan.steps && state.step - state.bestStep < plan.patience * plan.look) {
    const batch = batchOf(shape, training, plan.batch, streamOf(seed, `s${state.step}`));
    const gradient = network.gradient(state.parameters, batch.inputs, batch.targets);
    const left = plan.decay ? 1 - state.step / plan.steps : 1;
    adamStep(state, gradient, plan.rate * Math.min(1, (state.step + 1) / 100) * left);
    state = { ...state, step: state.step + 1 };
    if (state.step % plan.look !== 0 && state.step !== plan.steps) continue;
    const loss = network.loss(state.averaged, test.inputs, test.targets);
    if (loss < state.bestLoss) {
      state.best.set(state.averaged);
      state = { ...state, bestLoss: loss, bestStep: state.step };
    }
    hooks.progress?.(state.step, plan.steps, loss);
    hooks.keep?.(state);
  }
  return state;
}

function streamOf(seed: Uint8Array, purpose: string): ReturnType<typeof fastStream> {
  return fastStream(keystream(seed, purpose));
}

function batchOf(
  shape: FlowShape,
  { latents, labels }: LabelledLatents,
  rows: number,
  stream: ReturnType<typeof fastStream>,
): { inputs: Float32Array; targets: Float32Array } {
  const width = shape.latents;
  const normal = normalStream(stream);
  const points = new Float32Array(rows * width);
  const targets = new Float32Array(rows * width);
  const times = new Float32Array(rows);
  const classes = new Uint16Array(rows);
  for (let row = 0; row < rows; row++) {
    const image = stream.nextBelow(labels.length);
    // One time from each of `rows` equal parts of [0, 1]: less chance in a batch's loss.
    const time = (row + (stream.nextUint32() + 0.5) / 4294967296) / rows;
    classes[row] = labels[image]!;
    times[row] = time;
    for (let d = 0; d < width; d++) {
      const noise = normal();
      const latent = latents[image * width + d]!;
      points[row * width + d] = (1 - time) * noise + time * latent;
      targets[row * width + d] = latent - noise;
    }
  }
  return { inputs: flowInputs(shape, points, times, classes), targets };
}

function started(shape: FlowShape, seed: Uint8Array): FlowState {
  const parameters = initialParameters(shape, seed);
  return {
    step: 0,
    parameters,
    first: new Float32Array(parameters.length),
    second: new Float32Array(parameters.length),
    averaged: parameters.slice(),
    best: parameters.slice(),
    bestLoss: Number.POSITIVE_INFINITY,
    bestStep: 0,
  };
}

function copied(state: FlowState): FlowState {
  const { parameters, first, second, averaged, best } = state;
  return {
    ...state,
    parameters: parameters.slice(),
    first: first.slice(),
    second: second.slice(),
    averaged: averaged.slice(),
    best: best.slice(),
  };
}

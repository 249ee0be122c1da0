import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { accuracyOf } from "../measures/accuracyOf.ts";
import { openTensors } from "../tensors/openTensors.ts";
import { madeUpImages } from "../test-support/madeUpImages.ts";
import { fitFlow } from "./fitFlow.ts";
import { flowDocument } from "./flowDocument.ts";
import { flowInputs } from "./flowInputs.ts";
import { flowNetwork } from "./flowNetwork.ts";
import { flowLayers } from "./flowShape.ts";
import type { FlowState } from "./flowState.ts";
import { initialParameters } from "./initialParameters.ts";
import { readFlowDocument } from "./readFlowDocument.ts";
import { sampleFlow } from "./sampleFlow.ts";

const seed = (value: number) => new Uint8Array(32).fill(value);
const tensors = await openTensors("wasm");
const options = { components: 12, width: 48, blocks: 1, steps: 300, batch: 64, look: 50, patience: 9 };
const training = madeUpImages(160, 1);
const heldOut = madeUpImages(40, 2);
const copyOf = (state: FlowState): FlowState => structuredClone(state);

describe("the image flow", () => {
  test("has the gradient that differences of its loss show", () => {
    const shape = { latents: 3, classes: 2, width: 5, blocks: 2 };
    const network = flowNetwork(tensors, shape);
    const parameters = initialParameters(shape, seed(3)).map((value, i) => value + 0.1 * Math.sin(i));
    const inputs = flowInputs(
      shape,
      Float32Array.from({ length: 12 }, (_, i) => Math.cos(i)),
      Float32Array.of(0.1, 0.4, 0.6, 0.9),
      Uint16Array.of(0, 1, 1, 0),
    );
    const targets = Float32Array.from({ length: 12 }, (_, i) => Math.sin(2 * i));
    const gradient = network.gradient(parameters, inputs, targets);
    for (let i = 0; i < flowLayers(shape).parameters; i += 7) {
      const moved = (by: number) => parameters.with(i, parameters[i]! + by);
      const slope =
        (network.loss(moved(1e-2), inputs, targets) - network.loss(moved(-1e-2), inputs, targets)) / 2e-2;
      assert.ok(Math.abs(slope - gradient[i]!) < 2e-3, `parameter ${i}: ${slope} against ${gradient[i]}`);
    }
  });

  test("killed and resumed is bit for bit the model that was never interrupted", () => {
    const decaying = { ...options, decay: true };
    const states: FlowState[] = [];
    const whole = fitFlow(tensors, training, heldOut, seed(4), decaying, {
      keep: (state) => states.push(copyOf(state)),
    });
    const from = states[2]!;
    assert.equal(from.step, 150);
    const resumed = fitFlow(tensors, training, heldOut, seed(4), decaying, { from });
    assert.equal(flowDocument(resumed).digest, flowDocument(whole).digest);
    const other = fitFlow(tensors, training, heldOut, seed(5), decaying, { from });
    assert.notEqual(flowDocument(other).digest, flowDocument(whole).digest);
  });

  test("gives images whose classes a classifier recognises in real ones, the same ones for the same seed", () => {
    const model = fitFlow(tensors, training, heldOut, seed(6), options);
    const labels = Uint16Array.from({ length: 120 }, (_, i) => i % 2);
    const made = sampleFlow(tensors, model, labels, seed(7));
    assert.ok(made.pixels.every((pixel) => pixel >= 0 && pixel <= 1));
    assert.deepEqual(sampleFlow(tensors, model, labels, seed(7)).pixels, made.pixels);
    assert.notDeepEqual(sampleFlow(tensors, model, labels, seed(8)).pixels, made.pixels);
    assert.ok(accuracyOf(made, heldOut) >= 0.95);
    const swapped = { ...made, labels: made.labels.map((label) => 1 - label) };
    assert.ok(accuracyOf(swapped, heldOut) <= 0.05);
  });

  test("is read back from its document, and refuses one that does not fit together", () => {
    const model = fitFlow(tensors, training, heldOut, seed(6), { ...options, steps: 50 });
    const { document } = flowDocument(model);
    assert.deepEqual(readFlowDocument(JSON.parse(JSON.stringify(document))), model);
    assert.throws(() => readFlowDocument({ ...document, components: 11 }), { code: "E1006" });
    assert.throws(() => readFlowDocument({ format: "other" }), { code: "E1006" });
  });
});

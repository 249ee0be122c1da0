import * as wasm from "@tensorflow/tfjs-backend-wasm";
import * as core from "@tensorflow/tfjs-core";

/** The TensorFlow.js API with a backend chosen, and the backend's name. */
export type Tensors = { readonly tf: typeof core; readonly backend: string };

/**
 * Chooses where dense algebra runs: "tensorflow" (native, GPU where it was built for one) when the hospital installed @tensorflow/tfjs-node beside
 * this package, else "wasm" with SIMD, whose binary lies in the npm package; nothing is fetched. `wanted` asks for one of them. Throws Error when the
 * backend that was asked for does not start.
 *
 * On one backend the same inputs give the same bits. Across backends sums are added in other orders: a pixel in [0, 1] of the same model and seed may differ
 * by up to 0.002, half a grey level of 8 bits (measured: 1.2e-7 between this backend and plain JavaScript; a GPU that shortens products does worse).
 */
export async function openTensors(wanted?: "wasm" | "tensorflow"): Promise<Tensors> {
  if (wanted !== "wasm" && (await nativeIsThere()) && (await core.setBackend("tensorflow"))) {
    return { tf: core, backend: "tensorflow" };
  }
  if (wanted === "tensorflow") throw new Error("@tensorflow/tfjs-node is not installed or does not start");
  // Node has no threads for this backend; in browsers one keeps the order of sums.
  wasm.setThreadsCount(1);
  if (!(await core.setBackend("wasm")))
    throw new Error("the WebAssembly backend of TensorFlow.js does not start");
  return { tf: core, backend: "wasm" };
}

/** Not a dependency: its installation downloads a native library. A name in a variable is not looked up before it is used. */
const NATIVE: string = "@tensorflow/tfjs-node";

async function nativeIsThere(): Promise<boolean> {
  try {
    await import(NATIVE);
  } catch {
    return false;
  }
  return core.findBackend("tensorflow") !== null;
}

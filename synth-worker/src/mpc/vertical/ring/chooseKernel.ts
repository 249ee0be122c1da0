import { bigintKernel } from "./bigintKernel.ts";
import type { RingKernel } from "./ringKernel.ts";
import { wasmKernel } from "./wasmKernel.ts";

/** The WebAssembly loops where the platform lets us compile them, else the BigInt ones: same results, other speed. */
export function chooseKernel(): RingKernel {
  try {
    return wasmKernel();
  } catch {
    return bigintKernel();
  }
}

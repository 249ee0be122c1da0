import { createHash } from "node:crypto";
import { renameSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { SymbolonError } from "@symbolon/protocol";
import type { FlowState } from "../../imaging/flow/flowState.ts";
import type { ImageSet } from "../../imaging/imageSet.ts";

const ARRAYS = ["parameters", "first", "second", "averaged", "best"] as const;

/** States of a training on disk, so that a killed one goes on. */
export type FlowCheckpoint = {
  /** The last state that was kept for these images, seed and plan; null when there is none. Throws E1006 for a file of something else. */
  read(): Promise<FlowState | null>;
  /** Keeps a state before it returns, as training asks: the old file stands until the new one is whole. */
  write(state: FlowState): void;
};

/**
 * A checkpoint file of one training: bound to its images, seed and plan by their SHA-256, since a state of another training would go on to a model of neither.
 * SECRET: it tells of training images what the model tells.
 */
export function flowCheckpoint(
  path: string,
  images: ImageSet,
  seed: Uint8Array,
  plan: object,
): FlowCheckpoint {
  const { pixels, labels } = images;
  const training = createHash("sha256")
    .update(seed)
    .update(JSON.stringify(plan))
    .update(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength))
    .update(new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength))
    .digest("hex");
  return {
    async read() {
      let text: string;
      try {
        text = await readFile(path, "utf8");
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw new SymbolonError(
          "E1005",
          { file: basename(path), reason: (cause as Error).message },
          { cause },
        );
      }
      const refuse = (reason: string, cause?: unknown) =>
        new SymbolonError("E1006", { document: basename(path), reason }, { cause });
      let kept: Record<string, unknown>;
      try {
        kept = JSON.parse(text) as Record<string, unknown>;
      } catch (cause) {
        throw refuse("it is no checkpoint", cause);
      }
      if (kept.format !== "symbolon-image-checkpoint/1") throw refuse("it is no checkpoint");
      if (kept.training !== training) throw refuse("it is of other images, another seed or another plan");
      const { step, bestLoss, bestStep } = kept as Pick<FlowState, "step" | "bestLoss" | "bestStep">;
      const arrays = Object.fromEntries(ARRAYS.map((name) => [name, arrayOf(String(kept[name]))]));
      return { step, bestLoss: bestLoss ?? Number.POSITIVE_INFINITY, bestStep, ...arrays } as FlowState;
    },
    write(state) {
      const arrays = Object.fromEntries(ARRAYS.map((name) => [name, textOf(state[name])]));
      const { step, bestLoss, bestStep } = state;
      const kept = { format: "symbolon-image-checkpoint/1", training, step, bestLoss, bestStep, ...arrays };
      writeFileSync(`${path}.part`, JSON.stringify(kept), { mode: 0o600, flush: true });
      renameSync(`${path}.part`, path);
    },
  };
}

const textOf = (values: Float32Array) =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("base64");

function arrayOf(text: string): Float32Array {
  const bytes = Buffer.from(text, "base64");
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

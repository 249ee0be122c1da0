import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { GasByOperation } from "./snapshot.ts";

const schema = z.record(z.string(), z.int().positive());

/** Reads a committed snapshot (a JSON object of operation to gas). Throws Error when it is not one. */
export async function readGasSnapshot(path: string): Promise<GasByOperation> {
  return schema.parse(JSON.parse(await readFile(path, "utf8")));
}

import { readFile } from "node:fs/promises";
import { Deployment, parseDocument, SymbolonError } from "@symbolon/protocol";

/** Reads the deployment file. Throws E8003 when it is missing or no JSON, E1006 when it is not a deployment. */
export async function readDeployment(path: string): Promise<Deployment> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new SymbolonError("E8003", { reason: `SYMBOLON_DEPLOYMENT ${path} cannot be read` }, { cause });
  }
  return parseDocument(Deployment, value, "deployment file");
}

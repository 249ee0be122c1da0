import { readFile } from "node:fs/promises";
import { Deployment, parseDocument, SymbolonError } from "@symbolon/protocol";

/** Reads the deployment file (SYMBOLON_DEPLOYMENT). Throws E1005 when it cannot be read, E1006 when it is not a deployment. */
export async function loadDeployment(path: string): Promise<Deployment> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new SymbolonError("E1005", { file: path, reason: "it is missing or not JSON" }, { cause });
  }
  return parseDocument(Deployment, value, "deployment file");
}

import { posix } from "node:path";
import { contractSources } from "../solidity/contractSources.ts";
import { parseSolidity } from "../solidity/parseSolidity.ts";
import { instrument, type ProbeRegister } from "./instrument.ts";
import type { Probe } from "./probe.ts";
import { PROBE_LIBRARY, probeLibrarySource } from "./probeLibrary.ts";

const LIBRARY_PATH = `contracts/src/${PROBE_LIBRARY}.sol`;

/** All of contracts/src with probes, the probe library included: path to text, and what was put in. */
export async function instrumentContracts(
  root: string,
): Promise<{ files: Map<string, string>; probes: readonly Probe[] }> {
  const sources = await contractSources(root);
  const trees = parseSolidity(root, sources);
  const register: ProbeRegister = { probes: [], decisions: 0 };
  const files = new Map([[LIBRARY_PATH, probeLibrarySource]]);
  for (const source of sources) {
    const path = posix.relative(posix.dirname(source.name), LIBRARY_PATH);
    const importPath = path.startsWith(".") ? path : `./${path}`;
    files.set(source.name, instrument(source, trees.get(source.name)!, register, importPath));
  }
  return { files, probes: register.probes };
}

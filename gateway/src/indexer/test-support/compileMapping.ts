import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { exposeGlobals } from "../wasm/exposeGlobals.ts";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const ASC = join(ROOT, "node_modules/assemblyscript/bin/asc");

/** Compiles an AssemblyScript file, named from the repository's root, with the flags of `graph build`. */
export async function compileMapping(file: string): Promise<WebAssembly.Module> {
  const folder = await mkdtemp(join(tmpdir(), "symbolon-mapping-"));
  try {
    const output = join(folder, "mapping.wasm");
    const globals = "node_modules/@graphprotocol/graph-ts/global/global.ts";
    const flags = ["--explicitStart", "--exportRuntime", "--runtime", "stub", "--optimize"];
    const places = ["--baseDir", ".", "--lib", "node_modules", "--outFile", output];
    await promisify(execFile)(process.execPath, [ASC, file, globals, ...flags, ...places], { cwd: ROOT });
    return await WebAssembly.compile(new Uint8Array(exposeGlobals(await readFile(output))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

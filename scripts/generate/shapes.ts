import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ACCESS_LEVELS, writeShapes } from "@symbolon/protocol";
import { repositoryRoot } from "../repositoryRoot.ts";

/** Writes our SHACL shapes of catalogue entries, one Turtle file for each access level. */
async function generateShapes(): Promise<void> {
  const folder = join(repositoryRoot, "protocol/src/generated/shapes");
  await mkdir(folder, { recursive: true });
  for (const level of ACCESS_LEVELS)
    await writeFile(join(folder, `${level.toLowerCase().replace("_", "-")}.ttl`), writeShapes(level));
  console.log(`${ACCESS_LEVELS.length} shapes files written to protocol/src/generated/shapes`);
}

await generateShapes();

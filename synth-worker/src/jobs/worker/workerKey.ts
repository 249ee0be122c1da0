import { join } from "node:path";
import { type HpkeKeyPair, makeHpkeKeyPair } from "@symbolon/protocol";
import { stateFile } from "../shared/stateFile.ts";

/** The X25519 key pair that shares are sealed to, made on the first run and kept in the state folder (mode 600). */
export async function workerKey(stateFolder: string): Promise<HpkeKeyPair> {
  const file = stateFile<HpkeKeyPair>(join(stateFolder, "hpke.json"));
  const saved = await file.read();
  if (saved !== null) return saved;
  const pair = await makeHpkeKeyPair();
  await file.write(pair);
  return pair;
}

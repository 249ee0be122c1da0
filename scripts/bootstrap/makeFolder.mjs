import { accessSync, constants, mkdirSync } from "node:fs";
import { SetupError } from "./SetupError.mjs";

/**
 * Makes a folder (and its parents) that can be written to.
 *
 * @param {string} path
 * @throws {SetupError} E8002 when it cannot be made or written to
 */
export function makeFolder(path) {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new SetupError("E8002", { path, reason: error.code ?? String(error) });
  }
}

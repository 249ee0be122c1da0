import { findInFiles } from "./findInFiles.ts";

const SOURCE = /\.(ts|tsx|mjs|sol|css|graphql)$/;
/** In pieces, so that this file does not match. */
const MARK = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "HA" + "CK"].join("|")})\\b`);

/** Marks of unfinished work: finish it, or file an issue. */
export async function findUnfinished(root: string): Promise<string[]> {
  return await findInFiles(
    root,
    (path) => SOURCE.test(path),
    (line) => {
      const match = MARK.exec(line);
      return match === null ? null : `${match[0]} in the source`;
    },
  );
}

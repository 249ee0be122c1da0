import { findInFiles } from "./findInFiles.ts";

const TEXT = /\.(ts|tsx|mjs|js|json|sol|md|yaml|yml|graphql|css|html|sh)$|(^|\/)run$/;
/** First folders of absolute paths that exist on one person's machine. In pieces, so that this file does not match. */
const FOLDERS = ["home", "Users", "root", "work", "workspace", "tmp", "private", "opt/node"].join("|");
const PATH = new RegExp(`(?<![\\w.:/~$}*-])/(?:${FOLDERS})[\\w.-]*/[\\w.-]+|\\b[A-Z]:\\\\\\\\?Users\\b`);

/** Absolute paths of somebody's machine; they work nowhere else. Tests take folders from os.tmpdir(). */
export async function findMachinePaths(root: string): Promise<string[]> {
  return await findInFiles(
    root,
    (path) => TEXT.test(path) && path !== "package-lock.json",
    (line) => {
      const match = PATH.exec(line);
      return match === null ? null : `machine path ${match[0]}`;
    },
  );
}

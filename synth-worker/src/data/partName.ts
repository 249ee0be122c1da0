import { randomBytes } from "node:crypto";

/**
 * A name beside `path` for a file that is not complete yet. It is of this call alone: two runs that write one file each write their own, and the last one to
 * end puts its own there, whole.
 */
export function partName(path: string): string {
  return `${path}.${randomBytes(6).toString("hex")}.part`;
}

import { access } from "node:fs/promises";
import { join } from "node:path";
import { createOwnerOnlyFile } from "./createOwnerOnlyFile.ts";

/** Which sessions this node has taken part in: none is started twice, even after a restart. */
export type SessionBook = {
  readonly used: (session: Uint8Array) => Promise<boolean>;
  /** Takes the session, on disk before it returns; false when it was taken before. Throws E8002. */
  readonly claim: (session: Uint8Array) => Promise<boolean>;
};

/** The book in the node's state folder: one empty file per session, so that taking one is a single act of the file system. */
export function sessionBook(folder: string): SessionBook {
  const pathOf = (session: Uint8Array): string =>
    join(folder, "link-sessions", Buffer.from(session).toString("hex"));
  return {
    async used(session) {
      return await access(pathOf(session)).then(
        () => true,
        () => false,
      );
    },
    claim: async (session) => await createOwnerOnlyFile(pathOf(session), ""),
  };
}

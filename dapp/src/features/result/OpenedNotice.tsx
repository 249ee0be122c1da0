import type { Hex } from "@symbolon/protocol";
import { CopyText } from "../../ui/CopyText.tsx";
import { Notice } from "../../ui/Notice.tsx";

/** The proof that an opened result is the right one; `savedAs` names the file that it was written to already. */
export function OpenedNotice({
  what,
  hash,
  savedAs,
}: {
  what: "file" | "archive" | "result";
  hash: Hex;
  savedAs: string | null;
}) {
  return (
    <Notice tone="good" title={`Decrypted here, and exactly the ${what} the nodes signed`}>
      SHA-256 equals the hash on chain: <CopyText value={hash} label={`${what} hash`} head={12} tail={8} />
      {savedAs === null ? null : <p>Saved as {savedAs}.</p>}
    </Notice>
  );
}

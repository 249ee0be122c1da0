import type { Hex } from "@symbolon/protocol";
import { CopyText } from "../../ui/CopyText.tsx";

/** An account that provides data, short and copyable. */
export function ProviderText({ account }: { account: Hex }) {
  return <CopyText value={account} label="provider address" />;
}

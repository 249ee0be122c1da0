import { type Hex, SymbolonError } from "@symbolon/protocol";
import { useState } from "react";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { JsonFileField } from "../../ui/JsonFileField.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { type KeyFile, parseKeyFile } from "./keyStore.ts";

/** Takes the key file when this browser does not hold the key; refuses the file of another order. */
export function KeyFileInput({
  orderId,
  publicKey,
  onKey,
}: {
  orderId: string;
  publicKey: Hex;
  onKey: (key: KeyFile) => void;
}) {
  const [error, setError] = useState<unknown>(null);
  const open = async (file: File | undefined) => {
    if (file === undefined) return;
    try {
      const key = parseKeyFile(await file.text());
      if (key.publicKey !== publicKey.toLowerCase())
        throw new SymbolonError("E5003", { reason: "this key file belongs to another order" });
      setError(null);
      onKey(key);
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      <Notice tone="warn" title={`The key of order ${orderId} is not in this browser`}>
        Use the browser you ordered with, or open the key file you saved. Nobody else has a copy.
      </Notice>
      <JsonFileField label="Key file" onFile={(file) => void open(file)} />
      {error === null ? null : <ErrorNotice error={error} />}
    </>
  );
}

import { type AccessBody, SymbolonError } from "@symbolon/protocol";
import { useState } from "react";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { JsonFileField } from "../../ui/JsonFileField.tsx";
import { type KeyFile, parseKeyFile } from "../result/keyStore.ts";

/** Takes the file of an access body's sealing key; refuses another body's. */
export function SealingKeyInput({ body, onKey }: { body: AccessBody; onKey: (key: KeyFile) => void }) {
  const [error, setError] = useState<unknown>(null);
  const open = async (file: File | undefined) => {
    if (file === undefined) return;
    try {
      const key = parseKeyFile(await file.text());
      if (key.publicKey !== body.sealingKey.toLowerCase())
        throw new SymbolonError("E5003", { reason: `this key is not the one of ${body.name}` });
      setError(null);
      onKey(key);
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <div className="stack stack--tight">
      <JsonFileField
        label="Key file of the access body"
        hint="It stays in this page's memory and is never sent or stored."
        onFile={(file) => void open(file)}
      />
      {error === null ? null : <ErrorNotice error={error} />}
    </div>
  );
}

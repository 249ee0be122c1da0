import { findingSealContext, hpkeSeal, type Proceeding, toHex } from "@symbolon/protocol";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../../ui/Button.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { TextInput } from "../../../ui/TextInput.tsx";
import type { DeskProps } from "../deskProps.ts";
import { ActSection } from "./ActSection.tsx";

/** The user passes a finding about a person's health on to the access body, sealed in this browser (Art. 61(5)). */
export function PassOnFinding({ whole, body, act }: DeskProps<Proceeding>) {
  const [text, setText] = useState("");
  const words = text.trim();
  const send = useMutation({
    mutationFn: async () => {
      const context = findingSealContext(body.chainId, whole.applicationHash, body.country);
      const sealed = toHex(await hpkeSeal(body.sealingKey, new TextEncoder().encode(words), context));
      await act.mutateAsync({ act: { kind: "health-finding", sealed } });
    },
    onSuccess: () => setText(""),
  });
  return (
    <ActSection
      title="Pass on a finding about a person's health"
      article="61(5)"
      text="What you find and what matters for the health of a person in the data, the access body has to know; it tells the data holder. Your words are sealed to the access body before they leave this browser. Others see that there is a finding, not what it says."
    >
      <TextInput
        label="The finding"
        hint="Say in which records it shows. Do not try to find out who it is."
        rows={3}
        value={text}
        onChange={setText}
      />
      <div>
        <Button
          disabled={words === ""}
          isBusy={send.isPending || act.isPending}
          onClick={() => send.mutate()}
        >
          Seal and pass on
        </Button>
      </div>
      {send.isError && send.error !== act.error ? <ErrorNotice error={send.error} /> : null}
    </ActSection>
  );
}

import { REFUSAL_CODES } from "@symbolon/protocol";
import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { SelectInput } from "../../ui/SelectInput.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { REFUSAL_TEXTS } from "./caseTexts.ts";
import type { DeskProps } from "./deskProps.ts";

/** Refuses an application or request; the justification is public at once (Art. 57(1)(j)(iii)). */
export function RefuseForm({ whole, act }: Pick<DeskProps, "whole" | "act">) {
  const [code, setCode] = useState<(typeof REFUSAL_CODES)[number]>("CRITERIA_NOT_MET");
  const [justification, setJustification] = useState("");
  const refuse = () => {
    const words = justification.trim();
    act.mutate({
      act:
        whole.lane === "permit"
          ? { kind: "refused", code, justification: words }
          : { kind: "refused", justification: words },
    });
  };
  return (
    <details>
      <summary>Refuse</summary>
      <div className="stack stack--tight details__body">
        {whole.lane === "permit" ? (
          <SelectInput
            label="Reason"
            value={code}
            options={REFUSAL_CODES.map((each) => [each, REFUSAL_TEXTS[each]] as const)}
            onChange={(next) => setCode(REFUSAL_CODES.find((each) => each === next) ?? "OTHER")}
          />
        ) : null}
        <TextInput
          label="Justification"
          hint="Public at once: name nobody."
          rows={3}
          value={justification}
          onChange={setJustification}
        />
        <div>
          <Button isBusy={act.isPending} disabled={justification.trim() === ""} onClick={refuse}>
            Sign the refusal
          </Button>
        </div>
      </div>
    </details>
  );
}

import { FINE_PARAGRAPHS, type FineParagraph, mostFineCents, type Proceeding } from "@symbolon/protocol";
import { useState } from "react";
import { formatEuro, parseEuro } from "../../../format/formatEuro.ts";
import { SelectInput } from "../../../ui/SelectInput.tsx";
import { TextInput } from "../../../ui/TextInput.tsx";
import type { DeskProps } from "../deskProps.ts";
import { HashField } from "../HashField.tsx";
import { ActSection } from "./ActSection.tsx";
import { SignAct } from "./SignAct.tsx";

const TEXTS: Readonly<Record<FineParagraph, string>> = {
  "64(4)": "Art. 64(4): up to €10 million or 2 % of turnover",
  "64(5)": "Art. 64(5): up to €20 million or 4 % of turnover",
};

/** The access body records a fine on the user, after a hearing and within the limits (Art. 64). */
export function ImposeFine(props: DeskProps<Proceeding>) {
  const [paragraph, setParagraph] = useState<FineParagraph>("64(4)");
  const [amount, setAmount] = useState("");
  const [turnover, setTurnover] = useState("");
  const [decisionHash, setDecisionHash] = useState("");
  const amountCents = parseEuro(amount);
  const turnoverCents = turnover.trim() === "" ? null : parseEuro(turnover);
  const isTurnoverWrong = turnover.trim() !== "" && turnoverCents === null;
  const most = mostFineCents(paragraph, turnoverCents);
  const isTooHigh = amountCents !== null && amountCents > most;
  return (
    <ActSection
      title="Record a fine"
      article="64, 63(2)"
      text="A record of your decision, which is collected elsewhere. The user has to have been heard: a finding that was answered, or four weeks. The decision itself stays with you; its fingerprint is recorded."
    >
      <SelectInput
        label="Based on"
        value={paragraph}
        options={FINE_PARAGRAPHS.map((each) => [each, TEXTS[each]])}
        onChange={(next) => setParagraph(FINE_PARAGRAPHS.find((each) => each === next) ?? "64(4)")}
      />
      <div className="facts facts--form">
        <TextInput
          label="Amount, €"
          hint={`At most ${formatEuro(most)}`}
          inputMode="decimal"
          error={
            amount !== "" && amountCents === null
              ? "An amount like 5000."
              : isTooHigh
                ? "More than the paragraph allows."
                : undefined
          }
          value={amount}
          onChange={setAmount}
        />
        <TextInput
          label="Annual turnover worldwide, €"
          hint="Of the year before; empty if it is no undertaking."
          inputMode="decimal"
          error={isTurnoverWrong ? "An amount like 5000000." : undefined}
          value={turnover}
          onChange={setTurnover}
        />
      </div>
      <HashField
        label="Your decision as a file"
        hint="Its fingerprint is recorded; the file stays with you."
        hash={decisionHash}
        onHash={setDecisionHash}
      />
      <SignAct
        {...props}
        by="access-body"
        label="Record the fine"
        onDone={() => {
          setAmount("");
          setDecisionHash("");
        }}
        draft={
          amountCents === null || amountCents === 0n || isTooHigh || isTurnoverWrong || decisionHash === ""
            ? null
            : {
                kind: "fined",
                paragraph,
                amountCents: amountCents.toString(),
                turnoverCents: turnoverCents === null ? null : turnoverCents.toString(),
                decisionHash: decisionHash as `0x${string}`,
              }
        }
      />
    </ActSection>
  );
}

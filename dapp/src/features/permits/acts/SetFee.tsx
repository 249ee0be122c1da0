import { type Proceeding, periodEnd } from "@symbolon/protocol";
import { useState } from "react";
import { formatEuro, parseEuro } from "../../../format/formatEuro.ts";
import { TextInput } from "../../../ui/TextInput.tsx";
import { costLineText } from "../costLineText.ts";
import type { DeskProps } from "../deskProps.ts";
import { lastDay } from "../lastDay.ts";
import { ActSection } from "./ActSection.tsx";
import { SignAct } from "./SignAct.tsx";

/** The access body sets a fee that holder and user did not agree on within a month of the permit (Art. 62(4)). */
export function SetFee(props: DeskProps<Proceeding>) {
  const { state, body, whole } = props;
  const { lines } = state.quote!;
  const [amounts, setAmounts] = useState(() => lines.map(({ totalCents }) => centsText(BigInt(totalCents))));
  const [reason, setReason] = useState("");
  const cents = amounts.map(parseEuro);
  const words = reason.trim();
  const isReadable = cents.every((each) => each !== null);
  const dispute = whole.acts.findLast(({ act }) => act.kind === "fee-disputed");
  const said = dispute?.act.kind === "fee-disputed" ? ` What was said: “${dispute.act.reason}”` : "";
  const agreeBy = lastDay(periodEnd(state.permit!.issuedAt, { months: 1 }, body), body.timeZone);
  return (
    <ActSection
      isOpen
      title="Set the disputed fee"
      article="62(4)"
      text={`The fee is disputed. Holder and user may agree until ${agreeBy}; after that you set it, in proportion to the cost and the same for equal work.${said}`}
    >
      <div className="facts facts--form">
        {lines.map((line, i) => (
          <TextInput
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a quote stand as they are
            key={i}
            label={`${costLineText(line)}, €`}
            hint={`Quoted: ${formatEuro(BigInt(line.totalCents))}`}
            inputMode="decimal"
            error={cents[i] === null ? "An amount like 120.50." : undefined}
            value={amounts[i]!}
            onChange={(next) => setAmounts(amounts.with(i, next))}
          />
        ))}
      </div>
      <p>
        Fee: <b>{isReadable ? formatEuro(cents.reduce<bigint>((sum, each) => sum + each!, 0n)) : "…"}</b>
      </p>
      <TextInput label="Why this fee" rows={2} value={reason} onChange={setReason} />
      <SignAct
        {...props}
        by="access-body"
        look="primary"
        label="Set the fee"
        draft={
          !isReadable || words === ""
            ? null
            : {
                kind: "fee-set",
                lines: lines.map((line, i) => ({ ...line, totalCents: cents[i]!.toString() })),
                reason: words,
              }
        }
      />
    </ActSection>
  );
}

function centsText(cents: bigint): string {
  return `${cents / 100n}.${(cents % 100n).toString().padStart(2, "0")}`;
}

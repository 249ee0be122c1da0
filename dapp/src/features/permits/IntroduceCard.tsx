import {
  AccessBody,
  COST_KINDS,
  type Hex,
  type HpkeKeyPair,
  makeHpkeKeyPair,
  parseDocument,
} from "@symbolon/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { accessBodiesQueryKey } from "../../data/queries/accessBodiesQuery.ts";
import { parseEuro } from "../../format/formatEuro.ts";
import { sendSigned } from "../../transactions/sendSigned.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { SelectInput } from "../../ui/SelectInput.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import { TextInput } from "../../ui/TextInput.tsx";
import { keyFileText } from "../result/keyStore.ts";
import { COST_TEXTS } from "./caseTexts.ts";
import { COUNTRIES } from "./countries.ts";
import { useSealingKey } from "./useSealingKey.ts";

const KINDS = (Object.keys(COST_KINDS) as (keyof typeof COST_KINDS)[]).filter((kind) => kind !== "holder");

/** An access body introduces itself to the hub for its country: who it is, what it charges, and a sealing key that is made and saved here first. */
export function IntroduceCard({ account }: { account: Hex }) {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  const [, setKey] = useSealingKey(account);
  const [country, setCountry] = useState("");
  const [name, setName] = useState("");
  const [contact, setContact] = useState("");
  const [timeZone, setTimeZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [holidays, setHolidays] = useState("");
  const [prices, setPrices] = useState<Readonly<Record<string, string>>>({});
  const keys = useRef<HpkeKeyPair | null>(null);
  const introduce = useMutation({
    mutationFn: async () => {
      const priced = KINDS.flatMap((kind) => {
        const cents = parseEuro(prices[kind] ?? "");
        return cents === null ? [] : [[kind, cents.toString()] as const];
      });
      if (keys.current === null) {
        keys.current = await makeHpkeKeyPair();
        // Saved before anybody can seal to it: who loses it can open nothing.
        saveFile(`access-body-${country}-key.json`, keyFileText(keys.current), "application/json");
      }
      const body = parseDocument(
        AccessBody,
        {
          format: "symbolon-access-body/1",
          chainId: deployment.chainId,
          country,
          name: name.trim(),
          account,
          contact: contact.trim(),
          timeZone: timeZone.trim(),
          holidays: holidays.split(/\s+/).filter((day) => day !== ""),
          sealingKey: keys.current.publicKey,
          tariff: { unitCents: Object.fromEntries(priced), reductionBps: {} },
          nationalRules: [],
        },
        "access body",
      );
      await sendSigned(config, deployment, account, {
        method: "PUT",
        path: `/ehds/access-bodies/${country}`,
        purpose: "access-body",
        subject: country,
        value: body,
      });
      setKey(keys.current);
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: accessBodiesQueryKey() }),
  });
  return (
    <Card
      title="Introduce your access body"
      lead="Your account has the role on chain. Say for which country it decides; a key for sealed applications is made in this browser and saved as a file."
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          introduce.mutate();
        }}
      >
        <div className="facts facts--two">
          <SelectInput
            label="Country"
            value={country}
            options={COUNTRIES}
            empty="Choose a country"
            onChange={setCountry}
          />
          <TextInput label="Name" value={name} onChange={setName} />
          <TextInput label="Contact" hint="https://… or mailto:…" value={contact} onChange={setContact} />
          <TextInput
            label="Time zone"
            hint="Days and months are counted in it."
            value={timeZone}
            onChange={setTimeZone}
          />
          {KINDS.map((kind) => (
            <TextInput
              key={kind}
              label={`${COST_TEXTS[kind]}, € a unit`}
              hint="Leave empty for what you do not charge."
              inputMode="decimal"
              value={prices[kind] ?? ""}
              onChange={(next) => setPrices({ ...prices, [kind]: next })}
            />
          ))}
        </div>
        <TextInput
          label="Public holidays"
          hint="Days as 2027-01-01, apart by spaces. Clocks do not end on them."
          rows={2}
          value={holidays}
          onChange={setHolidays}
        />
        <div>
          <Button
            type="submit"
            look="primary"
            isBusy={introduce.isPending}
            disabled={country === "" || name.trim() === "" || contact.trim() === ""}
          >
            Save the key and introduce
          </Button>
        </div>
        {introduce.isError ? <ErrorNotice error={introduce.error} /> : null}
      </form>
    </Card>
  );
}

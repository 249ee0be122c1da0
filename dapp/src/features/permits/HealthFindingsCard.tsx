import { findingSealContext, fromHex, type Hex, hpkeOpen } from "@symbolon/protocol";
import { useQuery } from "@tanstack/react-query";
import { formatDateTime } from "../../format/formatTime.ts";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import type { DeskProps } from "./deskProps.ts";
import { useSealingKey } from "./useSealingKey.ts";

/** Findings about persons' health that the user passed on, opened by the access body's key (Art. 61(5)); nothing where there is none. */
export function HealthFindingsCard(props: Pick<DeskProps, "whole" | "body" | "account">) {
  const found = props.whole.acts.flatMap(({ act, sequence, at }) =>
    act.kind === "health-finding" ? [{ sealed: act.sealed, sequence, at }] : [],
  );
  const [key] = useSealingKey(props.account);
  if (found.length === 0) return null;
  return (
    <Card
      title="Findings about persons' health"
      lead="Sealed to you. Tell the data holder, who tells the person or who treats them (Art. 61(5), 58(3))."
    >
      <ul className="findings">
        {found.map(({ sealed, sequence, at }) => (
          <li className="finding" key={sequence}>
            <p className="small quiet">{formatDateTime(at)}</p>
            {key === null ? (
              <p className="small soft">Open your key to read it.</p>
            ) : (
              <Words {...props} sealed={sealed} privateKey={key.privateKey} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Words({
  whole: { applicationHash },
  body: { chainId, country },
  account,
  sealed,
  privateKey,
}: Pick<DeskProps, "whole" | "body" | "account"> & { sealed: Hex; privateKey: Hex }) {
  const words = useQuery({
    queryKey: ["ehds", "health-finding", account.toLowerCase(), sealed],
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const context = findingSealContext(chainId, applicationHash, country);
      return new TextDecoder().decode(await hpkeOpen(privateKey, fromHex(sealed), context));
    },
  });
  if (words.isLoadingError) return <ErrorNotice error={words.error} />;
  return <p className="act__detail">{words.data}</p>;
}

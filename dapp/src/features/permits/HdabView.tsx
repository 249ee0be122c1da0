import type { AccessBody, Hex } from "@symbolon/protocol";
import { useQueryClient } from "@tanstack/react-query";
import { useAccessBodies } from "../../data/hooks/useAccessBodies.ts";
import { useHdabRole } from "../../data/hooks/useHdabRole.ts";
import { ownCasesQueryKey } from "../../data/queries/ownCasesQuery.ts";
import { regionName } from "../../format/regionName.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";
import { ComplaintsCard } from "./ComplaintsCard.tsx";
import { IntroduceCard } from "./IntroduceCard.tsx";
import { OwnCases } from "./OwnCases.tsx";
import { ReadGate } from "./ReadGate.tsx";
import { SealingKeyInput } from "./SealingKeyInput.tsx";
import { useSealingKey } from "./useSealingKey.ts";

/** The desk of an access body: its key, its cases by what is due, its complaints. Another account is told that it is none. */
export function HdabView({ account }: { account: Hex }) {
  const bodies = useAccessBodies();
  const queryClient = useQueryClient();
  if (bodies.isPending) return <SkeletonCard lines={6} />;
  if (bodies.isLoadingError)
    return <ErrorNotice error={bodies.error} onRetry={() => void bodies.refetch()} />;
  const own = bodies.data.filter((body) => body.account === account.toLowerCase());
  if (own.length === 0) return <NoBody account={account} />;
  return (
    <div className="columns">
      <section className="stack" aria-label="Cases">
        <ReadGate
          account={account}
          text="Cases of your country are read with one signature."
          hasData={queryClient.getQueryData(ownCasesQueryKey(account)) !== undefined}
        >
          {(pass) => <OwnCases account={account} pass={pass} as={["access-body"]} bodies={bodies.data} />}
        </ReadGate>
      </section>
      <div className="stack aside aside--tall">
        {own.map((body) => (
          <BodyCards key={body.country} body={body} account={account} />
        ))}
      </div>
    </div>
  );
}

function BodyCards({ body, account }: { body: AccessBody; account: Hex }) {
  const [key, setKey] = useSealingKey(account);
  return (
    <>
      <Card
        title={body.name}
        lead={`Decides for ${regionName(body.country)}.`}
        end={key === null ? undefined : <Badge tone="good">Key open</Badge>}
      >
        {key === null ? (
          <SealingKeyInput body={body} onKey={setKey} />
        ) : (
          <p className="small soft">
            Sealed applications and complaints open on this page until you leave it.
          </p>
        )}
      </Card>
      <ComplaintsCard body={body} account={account} />
    </>
  );
}

/** Either the way in, for who has the role on chain, or why there is none. */
function NoBody({ account }: { account: Hex }) {
  const role = useHdabRole(account);
  if (role.isPending) return <SkeletonCard lines={6} />;
  if (role.isLoadingError) return <ErrorNotice error={role.error} onRetry={() => void role.refetch()} />;
  if (role.data) return <IntroduceCard account={account} />;
  return (
    <EmptyState
      icon="lock"
      title="This account is no access body"
      text="Health data access bodies work here. One has the HDAB role on chain and has introduced itself to this hub for its country."
    />
  );
}

import { digestOfDocument, type Hex, type Manifest } from "@symbolon/protocol";
import { useMemo } from "react";
import { formatNumber } from "../../format/formatNumber.ts";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Checked } from "./Checked.tsx";

/** What the three nodes signed: inputs, output and the code that made it. */
export function ManifestCard({
  manifest,
  digestOnChain,
}: {
  manifest: Manifest;
  digestOnChain: Hex | undefined;
}) {
  const digest = useMemo(() => digestOfDocument(manifest), [manifest]);
  return (
    <Card title="Manifest">
      <div className="stack stack--tight">
        <Facts
          isList
          facts={[
            ...manifest.nodes.map((node, i) => ({
              label: i === 0 ? "Lead node" : `Node ${i + 1}`,
              value: <CopyText value={node} label="node address" />,
            })),
            { label: "File", value: `${formatNumber(manifest.output.bytes)} bytes` },
            { label: "File hash", value: <CopyText value={manifest.output.hash} label="file hash" /> },
            ...("seed" in manifest
              ? [{ label: "Public seed", value: <CopyText value={manifest.seed} label="seed" /> }]
              : [{ label: "Public seed", value: "none: made in the hospital" }]),
            { label: "Code", value: `${manifest.code.version} (${manifest.code.commit.slice(0, 8)})` },
          ]}
        />
        <Checked
          what="Manifest"
          isMatch={digestOnChain === undefined ? null : digest === digestOnChain.toLowerCase()}
        />
      </div>
    </Card>
  );
}

import { useDeployment } from "../../config/deploymentContext.ts";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { preferredText } from "../../format/preferredText.ts";
import { shortHex } from "../../format/shortHex.ts";
import { Card } from "../../ui/Card.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { citationBibtex, citationText } from "./citation.ts";

/** How to cite the dataset, to copy. */
export function CitationCard({ dataset }: { dataset: DatasetDetails }) {
  const { chainId, contracts } = useDeployment();
  const input = {
    ...dataset,
    holder: preferredText(dataset.entry?.publisher?.name) ?? shortHex(dataset.provider),
    chainId,
    registry: contracts.datasetRegistry,
    url: `${location.origin}/datasets/${dataset.id}`,
  };
  return (
    <Card title="Cite it">
      <div className="stack stack--tight">
        <p className="citation small">{citationText(input)}</p>
        <div className="row">
          <CopyButton value={citationText(input)}>Copy citation</CopyButton>
          <CopyButton value={citationBibtex(input)}>Copy BibTeX</CopyButton>
        </div>
      </div>
    </Card>
  );
}

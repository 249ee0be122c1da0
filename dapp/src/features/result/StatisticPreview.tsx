import {
  type StatisticFigures,
  statisticCellText,
  statisticPrivacy,
  statisticTable,
} from "@symbolon/protocol";
import { statisticName } from "../../format/statisticName.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { DataTable } from "../../ui/DataTable.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import { OpenedNotice } from "./OpenedNotice.tsx";
import type { OpenedResult } from "./openResult.ts";

/** The figures of an opened statistic: the proof that they are the right ones, the table, and the way to keep them. */
export function StatisticPreview({ result, figures }: { result: OpenedResult; figures: StatisticFigures }) {
  const { head, rows, notes } = statisticTable(figures);
  return (
    <Card title="Your result" end={<span className="small quiet">{statisticName(figures.statistic)}</span>}>
      <div className="stack stack--tight">
        <OpenedNotice what="result" hash={result.hash} savedAs={null} />
        <DataTable
          label="Figures of the statistic"
          head={head}
          rows={rows.map((row) => row.map(statisticCellText))}
        />
        {[statisticPrivacy(figures), ...notes].map((note) => (
          <p className="small quiet" key={note}>
            {note}
          </p>
        ))}
        <div>
          <Button
            look="primary"
            onClick={() =>
              saveFile(result.fileName, result.blob.slice(0, result.blob.size, "application/json"))
            }
          >
            <Icon name="download" />
            Save JSON
          </Button>
        </div>
      </div>
    </Card>
  );
}

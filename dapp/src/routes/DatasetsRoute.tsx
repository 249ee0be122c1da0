import { DatasetBrowser } from "../features/dataset/DatasetBrowser.tsx";
import { MarketHero } from "../features/dataset/MarketHero.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** Start page: what the market is, and its datasets. */
export function DatasetsRoute() {
  usePageTitle("Datasets");
  return (
    <>
      <MarketHero />
      <DatasetBrowser />
    </>
  );
}

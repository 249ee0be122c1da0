import { formatNumber } from "../format/formatNumber.ts";
import { Button } from "./Button.tsx";

/** Steps through pages of a long list; nothing where one page holds all of it. `page` counts from 0, `noun` says what is counted. */
export function Pager({
  page,
  size,
  total,
  noun,
  onPage,
}: {
  page: number;
  size: number;
  total: number;
  noun: string;
  onPage: (page: number) => void;
}) {
  if (total <= size) return null;
  const last = Math.ceil(total / size) - 1;
  const from = page * size + 1;
  const to = Math.min(total, from + size - 1);
  return (
    <nav className="row row--between" aria-label={`Pages of ${noun}`}>
      <Button isSmall disabled={page === 0} onClick={() => onPage(page - 1)}>
        Previous
      </Button>
      <span className="small soft number" role="status">
        {formatNumber(from)} to {formatNumber(to)} of {formatNumber(total)} {noun}
      </span>
      <Button isSmall disabled={page === last} onClick={() => onPage(page + 1)}>
        Next
      </Button>
    </nav>
  );
}

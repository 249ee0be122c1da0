const YEAR_SECONDS = 365 * 86_400;

/**
 * When a holder should look at a listing again: a year after it was published, and every year from then on; unix seconds, the next such day after `now`. A habit of this
 * page, on no chain: description, terms and legal basis grow old.
 */
export function reviewDate(publishedAt: number, now = Math.floor(Date.now() / 1000)): number {
  const years = Math.max(1, Math.ceil((now - publishedAt) / YEAR_SECONDS));
  return publishedAt + years * YEAR_SECONDS;
}

/** 2^32 times the fractional part of the golden ratio, made odd: successive multiples are spread as evenly as can be. */
export const GOLDEN = 2654435769;

/** 10^0 to 10^9 as exact doubles; engines may round the ** operator. */
export const POWER_OF_TEN = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9] as const;

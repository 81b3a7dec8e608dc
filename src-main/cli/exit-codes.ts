/** What scripts may rely on; 0 is success. */
export const exitCodes = { problem: 1, usage: 2, interrupted: 130 } as const;

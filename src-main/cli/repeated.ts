/** Collects an option that may be given several times. */
export const repeated = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value];

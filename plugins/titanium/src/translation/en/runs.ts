/** The list of runs and the page of one. */
export const runs = {} as const;

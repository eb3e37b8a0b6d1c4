/** The command line cannot be understood, or names what is not there. */
export class UsageError extends Error {}

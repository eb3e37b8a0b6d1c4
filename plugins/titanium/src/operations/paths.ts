/** Where the page of all services stands. */
export const OPERATIONS_PATH = '/titanium';

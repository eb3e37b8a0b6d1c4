/** Where the whole audit stands, for operators. */
export const AUDIT_PATH = '/titanium/audit';

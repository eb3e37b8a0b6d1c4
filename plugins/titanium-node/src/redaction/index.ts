export { isCredentialName, REDACTED, redactText } from './redactText';
export { redactObject } from './redactObject';

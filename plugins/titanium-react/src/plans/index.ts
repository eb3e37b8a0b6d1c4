export { PlanDialog } from './PlanDialog';
export type { PlanDialogProps } from './PlanDialog';
export { Notice } from './Notice';
export { OriginView } from './OriginView';
export { PlanView } from './PlanView';
export { useErrorWords } from './useErrorWords';
export type { PlanSource } from './types';
export { refName } from './refName';
export { usePlanWords } from './usePlanWords';

import {
  ActionCheckRequest,
  PlanDialog,
  PlanSource,
} from '@titanium-portal/backstage-plugin-titanium-react';
import {
  createContext,
  ReactNode,
  useCallback,
  useContext,
  useState,
} from 'react';

const PlanContext = createContext<(request: ActionCheckRequest) => void>(
  () => {},
);

/** One plan dialog for all buttons of the tab. */
export function PlanProvider(props: { children: ReactNode }) {
  const [source, setSource] = useState<PlanSource | null>(null);
  const plan = useCallback(
    (request: ActionCheckRequest) =>
      setSource({
        type: 'request',
        request: {
          action: { id: request.action, input: request.input },
          entityRef: request.entityRef,
        },
      }),
    [],
  );
  return (
    <PlanContext.Provider value={plan}>
      {props.children}
      <PlanDialog source={source} onClose={() => setSource(null)} />
    </PlanContext.Provider>
  );
}

/** Opens the plan of an action. */
export function useOpenPlan(): (request: ActionCheckRequest) => void {
  return useContext(PlanContext);
}

import { useEffect, useState } from 'react';
import type { Plot } from './plot/Plot';

type PlotComponent = typeof Plot;

let loaded: PlotComponent | undefined;

/** The plot, fetched with the first chart that is seen; undefined until then, `failed` when it could not be fetched. */
export function usePlot(): { Plot?: PlotComponent; failed: boolean } {
  const [state, setState] = useState<{ Plot?: PlotComponent; failed: boolean }>(
    { Plot: loaded, failed: false },
  );
  useEffect(() => {
    if (loaded) return undefined;
    let left = false;
    import('./plot/Plot').then(
      module => {
        loaded = module.Plot;
        if (!left) setState({ Plot: loaded, failed: false });
      },
      () => !left && setState({ failed: true }),
    );
    return () => {
      left = true;
    };
  }, []);
  return state;
}

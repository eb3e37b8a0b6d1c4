import {
  createGenerateClassName,
  jssPreset,
  StylesProvider,
} from '@material-ui/core/styles';
import { create } from 'jss';
import { ReactNode } from 'react';

const jss = create(jssPreset());
const generateClassName = createGenerateClassName({
  seed: 'titanium-dialog',
  productionPrefix: 'titanium-dialog-',
});
const sheetsManager = new Map();

/**
 * Styles of what is drawn in the document's body by components that live in a shadow root: there the styles around them
 * go into the shadow root and would not reach a dialog.
 */
export function DocumentStyles(props: { children: ReactNode }) {
  return (
    <StylesProvider
      jss={jss}
      generateClassName={generateClassName}
      sheetsManager={sheetsManager}
    >
      {props.children}
    </StylesProvider>
  );
}

import Dialog from '@material-ui/core/Dialog';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useId, useRef } from 'react';
import { Run } from '@titanium-portal/backstage-plugin-titanium-common';
import { DocumentStyles } from './DocumentStyles';
import { PlanDialogContents } from './PlanDialogContents';
import { PlanSource } from './types';

const useStyles = makeStyles(
  {
    paper: { minHeight: 280 },
  },
  { name: 'TitaniumPlanDialog' },
);

/** @public */
export interface PlanDialogProps {
  /** What to plan; null closes. A new object asks for a new plan. */
  source: PlanSource | null;
  onClose: () => void;
  /** Called when a run was started, so that a page can refresh. */
  onStarted?: (run: Run) => void;
}

function StyledDialog(props: PlanDialogProps) {
  const { source, onClose, onStarted } = props;
  const classes = useStyles();
  const theme = useTheme();
  const narrow = useMediaQuery(theme.breakpoints.down('xs'), { noSsr: true });
  const id = useId();
  // Kept while the dialog fades out; a new source starts with fresh contents.
  const shown = useRef<{ source: PlanSource; key: number } | null>(null);
  if (source && shown.current?.source !== source) {
    shown.current = { source, key: (shown.current?.key ?? 0) + 1 };
  }
  return (
    <Dialog
      open={source !== null}
      onClose={onClose}
      fullWidth
      fullScreen={narrow}
      maxWidth="md"
      scroll="paper"
      classes={{ paper: classes.paper }}
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}sentence`}
    >
      {shown.current && (
        <PlanDialogContents
          key={shown.current.key}
          first={shown.current.source}
          onClose={onClose}
          onStarted={onStarted}
          titleId={`${id}title`}
          sentenceId={`${id}sentence`}
        />
      )}
    </Dialog>
  );
}

/**
 * What a button will do, before it does it: drawn from the server's plan, outside any document. After the confirmation
 * it becomes the run.
 * @public
 */
export function PlanDialog(props: PlanDialogProps) {
  return (
    <DocumentStyles>
      <StyledDialog {...props} />
    </DocumentStyles>
  );
}

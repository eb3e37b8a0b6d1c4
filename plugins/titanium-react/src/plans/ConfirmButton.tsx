import Button from '@material-ui/core/Button';
import { alpha, makeStyles } from '@material-ui/core/styles';
import { forwardRef, ReactNode } from 'react';
import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import { focusRing, riskColor } from '../theme';

type Risk = Plan['risk'];

const useStyles = makeStyles(
  theme => ({
    ring: { '&:focus-visible': focusRing(theme, 2) },
    filled: {
      background: (props: { risk: Risk }) => riskColor(theme, props.risk),
      color: (props: { risk: Risk }) =>
        theme.palette.getContrastText(riskColor(theme, props.risk)),
      '&:hover': {
        background: (props: { risk: Risk }) =>
          alpha(riskColor(theme, props.risk), 0.9),
      },
    },
  }),
  { name: 'TitaniumConfirmButton' },
);

/**
 * The button that acts: outlined when the risk is low, amber when medium, red when high. It gets the focus in the commit
 * that draws it, when the library's ripple is not there yet and would throw: the focus shows as a ring instead.
 */
export const ConfirmButton = forwardRef<
  HTMLButtonElement,
  { risk: Risk; disabled: boolean; onClick: () => void; children: ReactNode }
>((props, ref) => {
  const { risk, ...rest } = props;
  const classes = useStyles({ risk });
  return risk === 'low' ? (
    <Button
      ref={ref}
      variant="outlined"
      color="primary"
      className={classes.ring}
      disableFocusRipple
      {...rest}
    />
  ) : (
    <Button
      ref={ref}
      variant="contained"
      disableElevation
      className={classes.ring}
      disableFocusRipple
      classes={{ contained: classes.filled }}
      {...rest}
    />
  );
});

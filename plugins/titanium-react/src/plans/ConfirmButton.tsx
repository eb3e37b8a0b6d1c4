import Button from '@material-ui/core/Button';
import { alpha, makeStyles } from '@material-ui/core/styles';
import { forwardRef, ReactNode } from 'react';
import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import { riskColor } from '../theme';

type Risk = Plan['risk'];

const useStyles = makeStyles(
  theme => ({
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

/** The button that acts: outlined when the risk is low, amber when medium, red when high. */
export const ConfirmButton = forwardRef<
  HTMLButtonElement,
  { risk: Risk; disabled: boolean; onClick: () => void; children: ReactNode }
>(function ConfirmButton(props, ref) {
  const { risk, ...rest } = props;
  const classes = useStyles({ risk });
  return risk === 'low' ? (
    <Button ref={ref} variant="outlined" color="primary" {...rest} />
  ) : (
    <Button
      ref={ref}
      variant="contained"
      disableElevation
      classes={{ contained: classes.filled }}
      {...rest}
    />
  );
});

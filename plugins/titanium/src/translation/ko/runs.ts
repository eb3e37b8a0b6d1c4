import { Translated } from '@titanium-portal/backstage-plugin-titanium-react';
import { runs as en } from '../en/runs';

export const runs: Translated<typeof en> = {};

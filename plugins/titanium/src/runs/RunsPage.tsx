import { Content, Header, LinkButton, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Grid from '@material-ui/core/Grid';
import { AUDIT_PATH } from '../audit/paths';
import { titaniumTranslationRef } from '../translation';
import { RunsList } from './RunsList';

/** All runs the caller may see. */
export function RunsPage() {
  const { t } = useTranslationRef(titaniumTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('runs.title')} subtitle={t('runs.subtitle')}>
        <Grid item>
          <LinkButton size="small" variant="outlined" to={AUDIT_PATH}>
            {t('audit.link')}
          </LinkButton>
        </Grid>
      </Header>
      <Content>
        <RunsList />
      </Content>
    </Page>
  );
}

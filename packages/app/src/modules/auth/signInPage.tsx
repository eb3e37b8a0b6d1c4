import { SignInPage } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  type SignInPageProps,
} from '@backstage/plugin-app-react';
import { oidcAuthApiRef } from './oidcAuthApi';
import { signInTranslationRef } from './translations';

function OidcSignInPage(props: SignInPageProps) {
  const { t } = useTranslationRef(signInTranslationRef);
  return (
    <SignInPage
      {...props}
      provider={{
        id: 'oidc',
        title: t('title'),
        message: t('message'),
        apiRef: oidcAuthApiRef,
      }}
    />
  );
}

export const signInPage = SignInPageBlueprint.make({
  params: { loader: async () => OidcSignInPage },
});

import { PlatformError } from '@titanium-portal/backstage-plugin-titanium-node';

/** For an answer of another shape than the platform's: something else listens at its address. */
export function unexpectedAnswer(platform: string): PlatformError {
  return new PlatformError(
    `${platform} answered something unexpected; check its address`,
    { code: 'platform-unavailable', platform },
  );
}

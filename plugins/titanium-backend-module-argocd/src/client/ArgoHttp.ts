import {
  PlatformError,
  PlatformHttp,
  PlatformRequest,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { argoError } from './errors';

/** Asks one Argo CD, and reads its refusals. A change is sent once and never repeated. */
export class ArgoHttp {
  constructor(protected readonly http: PlatformHttp) {}

  /** Name for people. */
  get title(): string {
    return this.http.title;
  }

  close(): Promise<void> {
    return this.http.close();
  }

  /** An answer that looks like what it should be; anything else comes from somewhere else. */
  protected async ask<T>(
    shape: z.ZodTypeAny,
    request: PlatformRequest,
  ): Promise<T> {
    const answer = await this.json<unknown>(request);
    if (!shape.safeParse(answer).success) {
      throw new PlatformError(
        `${this.title} answered something unexpected; check its address`,
        { code: 'platform-unavailable', platform: this.title },
      );
    }
    return answer as T;
  }

  protected async json<T>(request: PlatformRequest): Promise<T> {
    try {
      return await this.http.json<T>(request);
    } catch (error) {
      throw argoError(error, this.title);
    }
  }
}

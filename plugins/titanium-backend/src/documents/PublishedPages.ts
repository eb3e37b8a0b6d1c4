import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { OriginProblem } from '@titanium-portal/backstage-plugin-titanium-common';
import { Caller } from '../authorization/caller';
import {
  PageTooDeepError,
  PublishedBlock,
  publishedBlocks,
} from './publishedBlocks';

/** Largest page that is looked at. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_PAGES = 50;

/** Why a page cannot be looked at. */
export class PageProblem extends Error {
  constructor(readonly problem: OriginProblem, options?: ErrorOptions) {
    super(problem, options);
  }
}

/** A page as TechDocs publishes it. */
export interface PublishedPage {
  blocks: readonly PublishedBlock[];
}

interface Kept {
  page: PublishedPage;
  etag: string | null;
  at: number;
}

/**
 * Pages of TechDocs, read from its back end in the name of whoever asks. What was read is kept for a while and shared:
 * callers must have made sure that the person may read the document's entity, which is what TechDocs itself asks for.
 */
export class PublishedPages {
  readonly #kept = new Map<string, Kept>();
  readonly #reading = new Map<string, Promise<PublishedPage>>();

  constructor(
    private readonly deps: {
      auth: AuthService;
      discovery: DiscoveryService;
      /** Milliseconds a page is trusted without asking again. */
      ttl: number;
      /** Milliseconds until an answer. */
      timeout: number;
      /** TechDocs keeps the case of entity names in its addresses. */
      caseSensitive: boolean;
      fetch?: typeof fetch;
    },
  ) {}

  /** The page as it was at most `age` milliseconds ago. Throws {@link PageProblem}. */
  async read(
    caller: Caller,
    documentRef: string,
    path: string,
    age: number = this.deps.ttl,
  ): Promise<PublishedPage> {
    const address = this.#address(documentRef, path);
    const known = this.#kept.get(address);
    if (known && Date.now() - known.at < Math.min(age, this.deps.ttl)) {
      return known.page;
    }
    let reading = this.#reading.get(address);
    if (!reading) {
      reading = this.#read(caller, address, known).finally(() =>
        this.#reading.delete(address),
      );
      this.#reading.set(address, reading);
    }
    return reading;
  }

  /** The page below TechDocs' static files; nothing of the path can lead out of the document. */
  #address(documentRef: string, path: string): string {
    const { namespace, kind, name } = parseEntityRef(documentRef);
    const triplet = [namespace, kind, name].map(part =>
      this.deps.caseSensitive ? part : part.toLocaleLowerCase('en-US'),
    );
    const segments = path
      .replace(/\/?index\.html$/, '')
      .split('/')
      .filter(segment => segment !== '');
    // Dots alone lead elsewhere, half a character is no text; the rest is encoded.
    if (
      segments.length > 40 ||
      /\p{Cs}/u.test(path) ||
      segments.some(each => /^\.+$/.test(each) || /[\\\0]/.test(each))
    ) {
      throw new PageProblem('page-not-found');
    }
    return [...triplet, ...segments, 'index.html']
      .map(encodeURIComponent)
      .join('/');
  }

  async #read(
    caller: Caller,
    address: string,
    known: Kept | undefined,
  ): Promise<PublishedPage> {
    try {
      const { auth, discovery, timeout } = this.deps;
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: caller.credentials,
        targetPluginId: 'techdocs',
      });
      const base = await discovery.getBaseUrl('techdocs');
      const response = await (this.deps.fetch ?? fetch)(
        `${base}/static/docs/${address}`,
        {
          headers: {
            authorization: `Bearer ${token}`,
            ...(known?.etag && { 'if-none-match': known.etag }),
          },
          redirect: 'error',
          signal: AbortSignal.timeout(timeout),
        },
      );
      if (response.status === 304 && known) {
        return this.#keep(address, { ...known, at: Date.now() });
      }
      if (!response.ok) {
        await response.body?.cancel();
        throw new PageProblem(
          response.status === 404 ? 'page-not-found' : 'page-unreadable',
        );
      }
      return this.#keep(address, {
        page: { blocks: publishedBlocks(await textOf(response)) },
        etag: response.headers.get('etag'),
        at: Date.now(),
      });
    } catch (error) {
      if (error instanceof PageProblem) {
        throw error;
      }
      throw new PageProblem(
        error instanceof PageTooDeepError
          ? 'page-too-large'
          : 'page-unreadable',
        { cause: error },
      );
    }
  }

  #keep(address: string, kept: Kept): PublishedPage {
    // Put in again, so that the first is the one not used for longest.
    this.#kept.delete(address);
    this.#kept.set(address, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_PAGES) break;
      this.#kept.delete(oldest);
    }
    return kept.page;
  }
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) {
      throw new PageProblem('page-too-large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

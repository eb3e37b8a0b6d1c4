import { Image } from '../../kubelet/images';
import { noise } from '../../random';
import { WorldTime } from '../../types';
import { SCRAPE_MS } from '../tsdb/series';
import { Latency, meanOf, sharesOf } from './latency';

/** Answers of one status code: their share of all, and how long they take. */
export interface Answers {
  code: string;
  share: number;
  meanMs: number;
  /** The part of them within each bound of the histogram. */
  within: Float64Array;
}

const USUAL: Record<string, Latency> = {
  'api-gateway': { medianMs: 38, sigma: 0.7 },
  'auth-service': { medianMs: 9, sigma: 0.6 },
  'user-service': { medianMs: 14, sigma: 0.65 },
  'blog-service': { medianMs: 24, sigma: 0.75 },
};

/** A failing release makes requests wait for what they do not get. */
const FAILURE: Latency = { medianMs: 1150, sigma: 0.35 };
const FAILING_SHARE = 0.22;

/** Applications whose requests the mesh sees as HTTP. */
export const speaksHttp = (app: string) => Object.hasOwn(USUAL, app);

/** {@link Behaviour.answers} of one moment, for the pods that are alike. */
export class Behaviour {
  private time = NaN;
  private readonly known = new Map<string, Answers[]>();

  /**
   * How a pod answers at a moment: a flawed image fails a part of its requests, and the nearer a pod comes to its limit
   * of CPU, the longer its answers take. `load` is the share of that limit in use.
   */
  answers(
    app: string,
    image: Image | undefined,
    load: number,
    time: WorldTime,
  ): readonly Answers[] {
    if (time !== this.time) {
      this.time = time;
      this.known.clear();
    }
    const key = `${app} ${image?.behavior} ${load}`;
    let answers = this.known.get(key);
    if (!answers) {
      answers = work(app, image, load, time);
      this.known.set(key, answers);
    }
    return answers;
  }
}

function work(
  app: string,
  image: Image | undefined,
  load: number,
  time: WorldTime,
): Answers[] {
  const step = Math.floor(time / SCRAPE_MS);
  const usual = USUAL[app];
  const crowding = 1 + (2.2 * load * load) / (1 - Math.min(0.95, load));
  const drift = 0.96 + 0.08 * noise(`${app}/latency`, step);
  const slower = (factor: number): Latency => ({
    medianMs: usual.medianMs * crowding * drift * factor,
    sigma: usual.sigma,
  });
  const missing = 0.007 + 0.004 * noise(`${app}/404`, step);
  const broken = 0.0008 + 0.0012 * noise(`${app}/500`, step);
  const failing =
    image?.behavior === 'errors'
      ? FAILING_SHARE * (0.96 + 0.08 * noise(`${app}/503`, step))
      : 0;
  return [
    answer('200', 1 - missing - broken - failing, slower(1)),
    answer('404', missing, slower(0.4)),
    answer('500', broken, slower(2.4)),
    ...(failing > 0 ? [answer('503', failing, FAILURE)] : []),
  ];
}

function answer(code: string, share: number, latency: Latency): Answers {
  return {
    code,
    share,
    meanMs: meanOf(latency),
    within: sharesOf(latency),
  };
}

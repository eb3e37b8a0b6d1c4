import { HumanDuration } from '@backstage/types';

export interface Config {
  /** What the core of Titanium can be told. Durations are as `{ minutes: 15 }` or `'15m'`. */
  titanium?: {
    /** Who is named in refusals and asked for approval; the same groups as the policy's. */
    policy?: {
      /** Entity refs; `group:default/platform-operators` by default. */
      operators?: string[];
      /** Entity refs; `group:default/platform-leads` by default. */
      approvers?: string[];
    };
    /**
     * Settles who owns an object where annotations cannot, or where two entities claim it. The first rule that matches
     * wins; absent fields match everything.
     */
    ownership?: Array<{
      cluster?: string;
      namespace?: string;
      /** Lower-case singular, such as `deployment`. */
      kind?: string;
      name?: string;
      /** The entity that owns what matches. */
      entityRef: string;
    }>;
    /** How long group memberships and claims read from the catalog are trusted; 30 s by default. */
    membershipTtl?: HumanDuration | string;
    plans?: {
      /** After this a plan must be made anew; 15 min by default. */
      expiry?: HumanDuration | string;
      /** How long a plan waits for its approval; 24 h by default. */
      approvalExpiry?: HumanDuration | string;
      /**
       * What secret values that people enter are encrypted with in the database while their plan waits, so that every
       * instance with this key can start it. At least 32 characters, the same for all instances. Without it each value
       * stays in the memory of the instance it was given to, and only that one can start the plan.
       * @visibility secret
       */
      sealingKey?: string;
    };
    runs?: {
      /** How long a silent instance keeps its runs before another takes them up; 30 s by default. */
      lease?: HumanDuration | string;
      /** A change that has not taken effect by then has failed; 15 min by default. */
      verifyTimeout?: HumanDuration | string;
      /** How long a shutdown waits for writes that are under way; 10 s by default. */
      shutdownWait?: HumanDuration | string;
      /** Progress and evidence kept of one run; 2000 events by default. States are always kept. */
      maxEvents?: number;
    };
    stream?: {
      /** Silence after which a heartbeat is sent; 15 s by default. */
      heartbeat?: HumanDuration | string;
      /** How often permissions of an open stream are checked at least; 30 s by default. */
      recheck?: HumanDuration | string;
      /** How long a view stays open without viewers; 60 s by default. */
      linger?: HumanDuration | string;
      /** A reader that takes nothing for this long is let go; 60 s by default. */
      stalledReader?: HumanDuration | string;
      /** Subscriptions in one stream; 50 by default. */
      maxSubscriptions?: number;
      /** Streams of one person; the oldest is closed for a newer one. 60 by default. */
      maxPerUser?: number;
    };
    views?: {
      /** Changes are gathered for this long, unless it was quiet; 50 ms by default. */
      batch?: HumanDuration | string;
      /** Messages kept of each view, to resume from; 2000 by default. */
      ringMessages?: number;
      /** Bytes kept of each view, to resume from; 8 MiB by default. */
      ringBytes?: number;
    };
    retention?: {
      /** Ended runs and old plans are deleted after this; 90 days by default. */
      runs?: HumanDuration | string;
      /** Audit rows are deleted after this, below a head that the auditor has; 400 days by default. */
      audit?: HumanDuration | string;
    };
    documents?: {
      /** How long a published page, and what its steps are aimed at, is trusted before it is looked at again; 30 s by default. */
      trust?: HumanDuration | string;
      /** How long TechDocs and platforms may take to answer; what is not known by then is unverified. 3 s by default. */
      timeout?: HumanDuration | string;
    };
    audit?: {
      /** How often the head of the audit chain is handed to the auditor; hourly by default. */
      anchorEvery?: HumanDuration | string;
    };
  };
}

export interface Config {
  titanium?: {
    /** The groups of the default policy. */
    policy?: {
      /**
       * Entity refs of those who may run every action and administer the portal;
       * `group:default/platform-operators` by default.
       */
      operators?: string[];
      /**
       * Entity refs of those who may approve plans of high risk; `group:default/platform-leads` by default.
       */
      approvers?: string[];
    };
  };
}

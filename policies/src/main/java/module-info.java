/** The standard rules: Rego files, each with its page, and the source through which engines find them. */
module dev.bylaw.policies {
    requires transitive dev.bylaw.core;

    exports dev.bylaw.policies;

    provides dev.bylaw.rule.RuleSource with
            dev.bylaw.policies.StandardRules;
}

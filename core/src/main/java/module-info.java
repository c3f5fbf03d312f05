/**
 * Bylaw's engine: reads data products, checks them against rules and returns structured violations.
 *
 * <p>No type of another library appears in the exported packages.
 */
module dev.bylaw.core {
    requires com.fasterxml.jackson.core;
    requires transitive dev.bylaw.rego;
    requires net.sf.jsqlparser;
    requires org.yaml.snakeyaml;
    requires re2j;

    exports dev.bylaw;
    exports dev.bylaw.report;
    exports dev.bylaw.rule;
    exports dev.bylaw.workspace;

    uses dev.bylaw.rule.BundleEvaluator;
    uses dev.bylaw.rule.Rule;
    uses dev.bylaw.rule.RuleSource;
}

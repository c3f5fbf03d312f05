/**
 * A test kit for authors of rules: a rule is asked about a product that the test writes. It needs no test framework but jqwik
 * where laws are tried.
 */
module dev.bylaw.rules.test {
    requires transitive dev.bylaw.core;
    requires static transitive net.jqwik.api;

    exports dev.bylaw.rules.test;
}

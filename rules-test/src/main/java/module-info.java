/** A test kit for authors of rules: a rule is asked about a product that the test writes. It needs no test framework. */
module dev.bylaw.rules.test {
    requires transitive dev.bylaw.core;

    exports dev.bylaw.rules.test;
}

/** Tests of rules: {@link dev.bylaw.rules.test.RuleTester} in Java, {@link dev.bylaw.rules.test.RegoTests} for Rego. */
package dev.bylaw.rules.test;

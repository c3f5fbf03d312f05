/**
 * A test kit for rules: {@link dev.bylaw.rules.test.RuleTester} asks them about products that a test writes, {@link
 * dev.bylaw.rules.test.RegoTests} runs tests in Rego, {@link dev.bylaw.rules.test.RuleModuleCheck} looks for what a module
 * lacks, {@link dev.bylaw.rules.test.RuleLaws} tries what every rule must keep, and {@link
 * dev.bylaw.rules.test.RuleMutations} plants faults.
 */
package dev.bylaw.rules.test;

package dev.bylaw.rules.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.rego.Mutation;
import dev.bylaw.rego.RegoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleMutationsTest {
    private static final String RULE = "acme/secure/no-secrets";

    private static final String STRONG = """

            test_is_quiet_about_other_names if _found("orders") == set()

            test_reports_short_names if _found("ab") == {{"at": "/name", "message": "ab"}}

            test_reports_other_secrets if _found("secret_code") == {{"at": "/name", "message": "secret_code"}}

            test_accepts_names_of_three if _found("abc") == set()
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("rule.rego"), """
                # METADATA
                # title: No secrets
                # description: Names say nothing of secrets.
                # custom:
                #   severity: error
                #   subject: model
                #   since: 1.0.0
                #   remedy: Rename it.
                package acme.secure.no_secrets

                import data.acme.lib

                violation contains {"at": "/name", "message": input.model.name} if {
                	lib.is_secret(input.model.name)
                }

                violation contains {"at": "/name", "message": input.model.name} if {
                	count(input.model.name) < 3
                }
                """);
        Files.writeString(folder.resolve("lib.rego"), """
                package acme.lib

                is_secret(name) if startswith(name, "secret_")
                """);
        write("");
    }

    private void write(String more) throws IOException {
        Files.writeString(folder.resolve("rule_test.rego"), """
                package acme.secure.no_secrets_test

                import data.acme.secure.no_secrets as rule

                _found(name) := found if {
                	found := rule.violation with input as {"model": {"name": name}}
                }

                test_reports_secrets if _found("secret_x") == {{"at": "/name", "message": "secret_x"}}
                """ + more);
    }

    @Test
    void findWhatTestsDoNotSee() throws IOException {
        MutationReport report = RuleMutations.of(folder).run();
        assertThat(report.survivors()).isNotEmpty();
        assertThat(report.percent()).isBetween(20.0, 90.0);
        assertThat(report.toString())
                .contains("not found: off by one ")
                .contains("rule.rego:18:28: 3 became 4")
                .contains("condition")
                .contains(RULE);
        assertThatThrownBy(() -> report.requireFound(90))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageMatching(
                        "(?s)the tests find \\d+ of \\d+ planted faults \\(.* %\\), expected 90\\.0 %\\R.*");
        assertThat(report.requireFound(20)).isSameAs(report);
    }

    @Test
    void findNothingWhereTestsSeeEverything() throws IOException {
        write(STRONG);
        MutationReport report = RuleMutations.of(folder).run().requireFound(100);
        assertThat(report.faults()).extracting(MutationReport.Fault::module).containsOnly(RULE);
        assertThat(report.faults())
                .extracting(fault -> fault.mutation().kind())
                .contains(Mutation.Kind.BRANCH, Mutation.Kind.CONDITION, Mutation.Kind.OFF_BY_ONE, Mutation.Kind.PLACE);
        assertThat(report.faults().get(0).foundBy())
                .get()
                .asString()
                .startsWith("data.acme.secure.no_secrets_test.test_");
    }

    @Test
    void pickTheSameOnesForASeed() throws IOException {
        write(STRONG);
        MutationReport sample = RuleMutations.of(folder).sample(7);
        assertThat(sample.faults()).hasSize(5);
        assertThat(RuleMutations.of(folder).sample(7)).isEqualTo(sample);
        assertThat(sample.faults())
                .allSatisfy(fault ->
                        assertThat(RuleMutations.of(folder).run().faults()).contains(fault));
    }

    @Test
    void goIntoLibraries() throws IOException {
        write(STRONG);
        MutationReport report =
                RuleMutations.of(folder).withLibraries().only("acme.lib").run();
        assertThat(report.faults()).extracting(MutationReport.Fault::module).containsOnly("acme.lib");
        report.requireFound(100);
        assertThat(RuleMutations.of(folder).only("acme.lib").run().faults()).isEmpty();
    }

    @Test
    void takeTestsInJava() throws IOException {
        RuleMutations mutations = RuleMutations.of(folder)
                .alsoTestedBy(rules ->
                        RuleTester.of(rules).model("abc").sql("select 1 as id").verify(RULE))
                .alsoTestedBy(rules -> RuleTester.of(rules)
                        .model("ab")
                        .sql("select 1 as id")
                        .violation("model.shop.ab", "/name", "ab")
                        .verify(RULE));
        mutations.run().requireFound(100);
        assertThat(mutations.run().faults())
                .anySatisfy(
                        fault -> assertThat(fault.foundBy()).get().asString().startsWith("a test in Java fails: "));
        RuleMutations wrong = mutations.alsoTestedBy(rules -> {
            throw new IllegalStateException("oh");
        });
        assertThatThrownBy(wrong::run).hasMessage("without any fault in " + RULE + ", a test in Java fails: oh");
    }

    @Test
    void leaveOutWhatChangesNothing() throws IOException {
        write(STRONG);
        RuleMutations mutations = RuleMutations.of(folder);
        int all = mutations.run().faults().size();
        assertThat(mutations.equivalent(RULE, "3", "4").run().faults()).hasSize(all - 1);
        assertThatThrownBy(() -> mutations.equivalent(RULE, "5", "4").run())
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageContaining("there are no such faults: ");
    }

    @Test
    void wantTestsThatPass() throws IOException {
        write("\ntest_wrong if _found(\"x\") == set()\n");
        assertThatThrownBy(() -> RuleMutations.of(folder).run())
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("data.acme.secure.no_secrets_test.test_wrong fails without any fault in " + RULE);
    }

    @Test
    void findNothingInARuleWithoutTests() throws IOException {
        Files.delete(folder.resolve("rule_test.rego"));
        assertThat(RuleMutations.of(folder).run().found()).isZero();
        assertThatThrownBy(() -> RuleMutations.of(folder).only("a/b/c").run().requireFound(0))
                .isExactlyInstanceOf(AssertionError.class);
    }

    @Test
    void refuseWhatCannotBeParsed() throws IOException {
        Files.writeString(folder.resolve("other.rego"), "package");
        assertThatThrownBy(() -> RuleMutations.of(folder)).isInstanceOf(RegoException.class);
        assertThatCode(() -> RuleMutations.of(folder.resolve("rule.rego"), folder.resolve("lib.rego"))
                        .tests(folder.resolve("rule_test.rego")))
                .doesNotThrowAnyException();
    }
}

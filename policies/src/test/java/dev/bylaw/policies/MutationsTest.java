package dev.bylaw.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rules.test.MutationReport;
import dev.bylaw.rules.test.RuleMutations;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tests of the standard rules find faults that are planted in these. */
class MutationsTest {
    private static final long SEED = 4;
    private static final int OF_EACH_RULE = 5;
    private static final int RULES = 10;

    private static RuleMutations mutations() throws IOException {
        return RuleMutations.of(StandardModules.RESOURCES)
                .tests(Path.of("src/test/rego"))
                .alsoTestedBy(OpenWorkspacesTest::areDecidedAboutColumnsOfSources)
                // A contract without a version has no old one, whatever stands for it.
                .equivalent("bylaw/interoperable/contract-matches-model", "\"\"", "\"x\"");
    }

    @Test
    void findFiveFaultsInEachRule() throws IOException {
        MutationReport report = mutations().sample(SEED);
        assertThat(report.faults()).hasSize(RULES * OF_EACH_RULE);
        report.requireFound(100);
    }

    @Test
    void findEveryFault() throws IOException {
        MutationReport report = mutations().withLibraries().run();
        assertThat(report.faults()).hasSizeGreaterThan(1_500);
        report.requireFound(100);
    }
}

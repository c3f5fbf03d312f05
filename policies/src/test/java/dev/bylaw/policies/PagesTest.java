package dev.bylaw.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bylaw.CheckOptions;
import dev.bylaw.PolicyEngine;
import dev.bylaw.Sources;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.report.Report;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** What pages show as wrong is reported, with these very messages, and what they show as right is not. */
class PagesTest {
    private static final PolicyEngine ENGINE =
            PolicyEngine.builder().discoverRules().build();

    @TestFactory
    Stream<DynamicNode> haveTrueExamples() {
        return ENGINE.rules().stream()
                .map(RuleMetadata::id)
                .map(id -> dynamicContainer(
                        id.toString(),
                        PageExample.of(page(id)).stream()
                                .flatMap(example -> example.adapters().stream()
                                        .map(adapter -> dynamicTest(
                                                String.join(" / ", example.section(), example.title(), adapter),
                                                () -> isTrue(id, example, adapter))))));
    }

    @TestFactory
    Stream<DynamicNode> haveExamplesOfBothKinds() {
        return ENGINE.rules().stream()
                .map(RuleMetadata::id)
                .map(id -> dynamicTest(
                        id.toString(),
                        () -> assertThat(PageExample.of(page(id)))
                                .extracting(PageExample::section)
                                .contains("Avoid", "Prefer")));
    }

    private static void isTrue(RuleId id, PageExample example, String adapter) throws IOException {
        Sources project = Sources.files(example.project());
        CheckOptions options = CheckOptions.DEFAULT.withAdapter(adapter).withRules(List.of(id.toString()));
        Report report = ENGINE.check(project, options);
        // Not every state of the reader knows contracts; without them such an example shows nothing.
        assumeThat(example.files().keySet().stream().anyMatch(path -> path.startsWith("contracts/"))
                        && ENGINE.read(project, options)
                                .document()
                                .get("contracts")
                                .equals(ObjectValue.EMPTY))
                .as("contracts are read")
                .isFalse();
        assertThat(report.problems()).isEmpty();
        assertThat(report.undecided()).extracting(Undecided::reasons).isEmpty();
        assertThat(report.rules())
                .singleElement()
                .satisfies(run -> assertThat(run.subjects()).isPositive());
        assertThat(report.violations().stream().map(Violation::message).sorted())
                .containsExactlyElementsOf(example.messages());
        assertThat(example.messages().isEmpty()).isEqualTo(example.section().equals("Prefer"));
    }

    private static String page(RuleId id) {
        return new StandardRules().page(id).orElseThrow();
    }
}

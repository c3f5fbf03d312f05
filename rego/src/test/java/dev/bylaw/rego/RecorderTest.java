package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.Recorder.What;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final String TEXT = """
            package shop

            default allow := false

            allow if {
                input.role == "admin"
            }

            allow if {
                input.role == "owner"
                some item in input.items
                trace(sprintf("looks at %v", [item]))
                item.price > limit
            }

            limit := count(input.items) * 2

            unused if {
                some x in [
                    1,
                    2,
                ]
                x == 3
            }
            """;
    private static final Value INPUT =
            Json.parse("input", "{\"role\": \"owner\", \"items\": [{\"price\": 1}, {\"price\": 9}]}");

    private final Policy policy =
            Policy.compile(List.of(RegoModule.parse("shop.rego", TEXT)), new Policy.Options(false, true));

    private Recorder record(What what) {
        Recorder recorder = new Recorder(Set.of(what));
        QueryResult result = policy.prepare("data.shop.allow")
                .evaluate(Optional.of(INPUT), ObjectValue.EMPTY, EvaluationOptions.DEFAULT, recorder);
        assertThat(result.solutions().get(0).expressions()).containsExactly(BooleanValue.TRUE);
        return recorder;
    }

    @Test
    void tracesWhatHappens() {
        assertThat(record(What.TRACE).trace().lines(false))
                .containsExactly("""
                query:1         Enter data.shop.allow
                query:1         | Eval data.shop.allow
                shop.rego:9     | Enter data.shop.allow
                shop.rego:10    | | Eval input.role == "owner"
                shop.rego:11    | | Eval some item in input.items
                shop.rego:12    | | Eval trace(sprintf("looks at %v", [item]))
                shop.rego:12    | | Note "looks at {\\"price\\": 1}"
                shop.rego:13    | | Eval item.price > limit
                shop.rego:16    | | Enter data.shop.limit
                shop.rego:16    | | | Eval count(input.items) * 2
                shop.rego:16    | | | Exit data.shop.limit
                shop.rego:16    | | Redo data.shop.limit
                shop.rego:16    | | | Redo count(input.items) * 2
                shop.rego:13    | | Fail item.price > limit
                shop.rego:12    | | Redo trace(sprintf("looks at %v", [item]))
                shop.rego:11    | | Redo some item in input.items
                shop.rego:12    | | Eval trace(sprintf("looks at %v", [item]))
                shop.rego:12    | | Note "looks at {\\"price\\": 9}"
                shop.rego:13    | | Eval item.price > limit
                shop.rego:9     | | Exit data.shop.allow
                shop.rego:9     | Redo data.shop.allow
                shop.rego:13    | | Redo item.price > limit
                shop.rego:12    | | Redo trace(sprintf("looks at %v", [item]))
                shop.rego:11    | | Redo some item in input.items
                shop.rego:10    | | Redo input.role == "owner"
                query:1         | Exit data.shop.allow
                query:1         Redo data.shop.allow
                query:1         | Redo data.shop.allow
                """.lines().toArray(String[]::new));
    }

    @Test
    void showsTheValuesOfVariables() {
        assertThat(record(What.TRACE).trace().lines(true))
                .anySatisfy(line ->
                        assertThat(line).contains("Fail item.price > limit").endsWith("{item: {\"price\": 1}}"))
                .anySatisfy(line -> assertThat(line)
                        .contains("Eval some item in input.items")
                        .endsWith("{}"));
    }

    @Test
    void selectsNotesAndFailures() {
        Trace trace = record(What.TRACE).trace();
        assertThat(trace.notes().events())
                .extracting(event -> event.operation().text())
                .containsExactly("Enter", "Enter", "Note", "Note");
        assertThat(trace.fails().events())
                .extracting(Trace.Event::text)
                .containsExactly("data.shop.allow", "data.shop.allow", "item.price > limit");
    }

    @Test
    void countsEvaluations() {
        Profile profile = record(What.PROFILE).profile();
        assertThat(profile.entries())
                .filteredOn(entry -> entry.location().row() == 13)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.evaluations()).isEqualTo(2);
                    assertThat(entry.expressions()).isEqualTo(1);
                    assertThat(entry.time()).isPositive();
                });
        assertThat(profile.entries()).isSortedAccordingTo((a, b) -> b.time().compareTo(a.time()));
    }

    @Test
    void countsLinesOfWholeExpressions() {
        Coverage.Lines lines =
                record(What.COVERAGE).coverage(policy.modules()).files().get("shop.rego");
        assertThat(lines.covered()).containsExactly(9, 10, 11, 12, 13, 16);
        assertThat(lines.notCovered()).containsExactly(3, 5, 6, 18, 23);
        assertThat(lines.coveredRanges()).contains(new Coverage.Range(9, 1, 9, 6));
    }

    @Test
    void recordsUpToAnError() {
        Policy failing = Policy.compile(
                List.of(RegoModule.parse("p.rego", "package p\n\na := 1 / 0\n")), new Policy.Options(false, true));
        Recorder recorder = new Recorder(Set.of(What.TRACE));
        try {
            failing.prepare("data.p.a")
                    .evaluate(
                            Optional.empty(),
                            ObjectValue.EMPTY,
                            EvaluationOptions.DEFAULT.withErrors(EvaluationOptions.ErrorMode.FAIL),
                            recorder);
        } catch (RegoException e) {
            assertThat(e.errors()).hasSize(1);
        }
        assertThat(recorder.trace().events()).isNotEmpty();
    }

    @Test
    void hearsNothingOfOtherPolicies() {
        Recorder recorder = new Recorder(Set.of(What.TRACE, What.COVERAGE));
        Policy.compile(policy.modules())
                .prepare("data.shop.allow")
                .evaluate(Optional.of(INPUT), ObjectValue.EMPTY, EvaluationOptions.DEFAULT, recorder);
        assertThat(recorder.trace().events()).isEmpty();
    }
}

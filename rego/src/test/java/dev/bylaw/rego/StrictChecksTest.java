package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictChecksTest {
    private static List<String> errors(String rules, boolean strict) {
        try {
            Policy.compile(
                    List.of(RegoModule.parse("p.rego", "package p\n" + rules.replace("|", "\n"))),
                    Policy.Options.DEFAULT.withStrict(strict));
            return List.of();
        } catch (RegoException e) {
            return e.errors().stream().map(RegoError::message).toList();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            a if { x := input.y }                 => assigned var x unused
            a if { [x, y] := input.y; y }         => assigned var x unused
            a if { every y in [1] { y; z := 2 } } => assigned var z unused
            f(x) := 1                             => unused argument x. (hint: use _ (wildcard variable) instead)
            f([x, y]) := x                        => unused argument y. (hint: use _ (wildcard variable) instead)
            import data.lib                       => import data.lib unused
            import data.lib as l                  => import data.lib as l unused
            """)
    void refusesWhatIsNotUsed(String rules, String message) {
        assertThat(errors(rules, true)).containsExactly(message);
        assertThat(errors(rules, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a := x if { x := input.y }",
                "f(x) := 1 if x > 1",
                "f(_) := 1",
                "f(x) := 1 if { input.y } else := 2 if { x }",
                "import data.lib|a if { input.x with data.lib.y as 1; lib.z }",
                "import input.user|a if user",
                "a if { x := 1; every y in [1] { y == x } }",
            })
    void leavesWhatIsUsed(String rules) {
        assertThat(errors(rules, true)).isEmpty();
    }
}

package dev.bylaw.rego.internal.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.RegoException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deep and long texts, in a thread with as little stack as small threads have. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class NestingTest {
    private static final int SMALL_STACK = 512 * 1024;

    /** So many repetitions of any pattern fit; some go several levels deeper with each. */
    private static final int FITS = 30;

    /** What opens, what stands in the middle, what closes; the first and the last are repeated. */
    private static String text(String pattern, int depth) {
        String[] parts = pattern.split("~", -1);
        return "package a\nimport future.keywords\n" + parts[0] + parts[1].repeat(depth) + parts[2]
                + parts[3].repeat(depth) + parts[4];
    }

    /** Parses and prints; the first error, if there is one. */
    private static Optional<String> parse(String text) throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicReference<Optional<String>> error = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        Parser.parseModule("m", text).rules().stream().limit(3).forEach(rule -> {
                            SourcePrinter.print(rule.head());
                            rule.body().ifPresent(SourcePrinter::print);
                        });
                        error.set(Optional.empty());
                    } catch (RegoException e) {
                        error.set(Optional.of(e.errors().get(0).message()));
                    }
                },
                "small",
                SMALL_STACK);
        thread.setUncaughtExceptionHandler((dying, thrown) -> failure.set(thrown));
        thread.start();
        thread.join();
        assertThat(failure.get()).isNull();
        return error.get();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p := ~[~1~]~",
                "p := ~{~1~}~",
                "p := ~(~1~)~",
                "p := ~{\"a\": ~1~}~",
                "p := ~f(~1~)~",
                "p := ~a[~1~]~",
                "p := ~[1 | ~1~]~",
                "p := ~{1: 1 | ~1~}~",
                "p := ~[~1~ | 1]~",
                "p := ~[1 | 1, ~1~]~",
                "p := ~{1: 2 | 3, 4: ~1~}~",
                "p := ~[1 | {2 | 3, ~1~}, 4]~",
                "p := ~$\"{~1~}\"~",
                "p := ~1 + (~1~)~",
                "p := ~-a[~1~]~",
                "p := ~a[1, 2 in ~1~]~",
                "p := ~1 + ~1~~",
                "p := ~1 in ~1~~",
                "p if { ~every x in y { ~1~ }~ }",
                "p if { some ~[~x~]~ in y }",
                "p if ~{~1~}~",
                "p if { ~(~x~ or y)~ }",
                "p if { ~not { ~x~ }~ }",
                "p if { x~ or x~~~ }",
                "p~[a~~]~ := 1",
            })
    void refusesWhatIsTooDeep(String pattern) throws InterruptedException {
        assertThat(parse(text(pattern, FITS))).as("%d levels", FITS).isEmpty();
        for (int depth : List.of(Nesting.MAX_DEPTH - 5, Nesting.MAX_DEPTH + 1, 20_000)) {
            Optional<String> error = parse(text(pattern, depth));
            if (depth > Nesting.MAX_DEPTH) {
                assertThat(error).as("%d levels", depth).contains(Nesting.TOO_DEEP);
            } else if (error.isPresent()) {
                assertThat(error).as("%d levels", depth).contains(Nesting.TOO_DEEP);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p := ~[~~~",
                "p := ~(~~~",
                "p if ~{~~~",
                "p := ~$\"{~~~",
                "p := ~[1 | 1, ~~~",
                "p := ~{1: 2 | 3, 4: ~~~",
                "p if ~{~1 2~}~",
                "p if ~{1 | 1, ~x := 1~}~",
                "p := 1 ~] ~~~",
                "p := ~a[1, ~1~]~",
                "p := ~(1, ~1~)~",
                "p[1~ + 1~~~] { x }",
                "p if x else := 1~ + 1~~~ { x }",
                "p[1~ + 1~~~] if x else := 1 { y }",
                "default p := [1~ + 1~~~]",
                "p if { (~(~~~",
                "p if { some x~, x~~~ y }",
            })
    void reportsDeepErrors(String pattern) throws InterruptedException {
        for (int depth : List.of(100, 20_000)) {
            assertThat(parse(text(pattern, depth))).as("%d levels", depth).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p := [1~, 1~~~]",
                "p := {1~, 1~~~}",
                "p := {1: 1~, 1: 1~~~}",
                "p := [1 | 1~, 1~~~]",
                "p := f(1~, 1~~~)",
                "p := a~.b~~~",
                "p := a~[b]~~~",
                "p~.b~~~ := 1",
                "p if { x~; x~~~ }",
                "p if { x~\nx~~~ }",
                "p if { x~ with input as 1~~~ }",
                "p if { some x~, x~~~ }",
                "p if x~ else if x~~~",
                "p if { x }~ { x }~~~",
                "p := $\"~{x}a~~~\"",
                "~p := 1\n~~~",
                "~# comment\n~~~p := 1",
                "~# METADATA\n# title: T\np := 1\n~~~",
            })
    void readsLongTexts(String pattern) throws InterruptedException {
        assertThat(parse(text(pattern, 20_000))).isEmpty();
    }
}

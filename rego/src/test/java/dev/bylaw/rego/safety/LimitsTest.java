package dev.bylaw.rego.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.PreparedQuery;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Each limit ends what goes beyond it, with its own code, and nothing else. */
class LimitsTest {
    private static final String ENDLESS =
            "package p\nr := numbers.range(1, 3000)\nx if { some a in r; some b in r; some c in r; a + b + c < 0 }";

    private static PreparedQuery query(String module) {
        return Policy.compile(List.of(RegoModule.parse("p.rego", module))).prepare("y = data.p.x");
    }

    private static String code(String module, EvaluationOptions options) {
        try {
            query(module).evaluate(ObjectValue.EMPTY, options);
            return "";
        } catch (RegoException e) {
            return e.errors().get(0).code();
        }
    }

    @Test
    void stepsAndTime() {
        assertThat(code(ENDLESS, EvaluationOptions.DEFAULT.withSteps(10_000))).isEqualTo("eval_budget_error");
        assertThat(code(ENDLESS, EvaluationOptions.DEFAULT.withTimeout(Duration.ofMillis(50))))
                .isEqualTo("eval_budget_error");
    }

    @Test
    void values() {
        String module = "package p\nx := [i | some i in numbers.range(1, 1000)]";
        assertThat(code(module, EvaluationOptions.DEFAULT.withValues(10_000))).isEmpty();
        assertThat(code(module, EvaluationOptions.DEFAULT.withValues(1500))).isEqualTo("eval_memory_error");
        String text = "package p\nx := count(concat(\",\", [\"0123456789abcdef\" | some i in numbers.range(1, 1000)]))";
        assertThat(code(text, EvaluationOptions.DEFAULT.withValues(10_000))).isEmpty();
        assertThat(code(text, EvaluationOptions.DEFAULT.withValues(2500))).isEqualTo("eval_memory_error");
    }

    @Test
    void output() {
        String module = "package p\na := [1, 2, 3, 4]\nb := [a, a, a, a]\nx := [b, b, b, b]";
        assertThat(code(module, EvaluationOptions.DEFAULT.withOutput(100))).isEmpty();
        assertThat(code(module, EvaluationOptions.DEFAULT.withOutput(80))).isEqualTo("eval_output_error");
        Policy policy = Policy.compile(List.of(RegoModule.parse("p.rego", module)));
        assertThatExceptionOfType(RegoException.class)
                .isThrownBy(() -> policy.session(ObjectValue.EMPTY, EvaluationOptions.DEFAULT.withOutput(80))
                        .evaluate(List.of("data.p.x"), ObjectValue.EMPTY, Set.of()))
                .withMessageContaining("eval_output_error");
    }

    @Test
    void whatIsTooLargeIsNoUndefinedResult() {
        for (String call : List.of(
                "numbers.range(1, 100000000)",
                "net.cidr_expand(\"10.0.0.0/8\")",
                "replace(t, \"a\", t)",
                "sprintf(\"%s%s\", [array.concat(b, b), b])")) {
            String module = "package p\nt := concat(\"\", [\"a\" | some i in numbers.range(1, 20000)])\n"
                    + "b := [t | some i in numbers.range(1, 3000)]\nx := " + call;
            assertThat(code(module, EvaluationOptions.DEFAULT)).as(call).isEqualTo("eval_limit_error");
        }
    }

    @Test
    void weighsValues() {
        Value text = StringValue.of("x".repeat(160));
        assertThat(text.weight()).isEqualTo(11);
        assertThat(ArrayValue.of(text, text).weight()).isEqualTo(23);
    }

    @Test
    void cancellationFromAnotherThread() throws InterruptedException {
        PreparedQuery query = query(ENDLESS);
        AtomicBoolean cancelled = new AtomicBoolean();
        AtomicReference<String> code = new AtomicReference<>("");
        Thread flagged = new Thread(() -> code.set(codeOf(query, cancelled)));
        flagged.start();
        Thread.sleep(100);
        cancelled.set(true);
        flagged.join(10_000);
        assertThat(code.get()).isEqualTo("eval_cancel_error");

        Thread interrupted = new Thread(() -> code.set(codeOf(query, new AtomicBoolean())));
        interrupted.start();
        Thread.sleep(100);
        code.set("");
        interrupted.interrupt();
        interrupted.join(10_000);
        assertThat(code.get()).isEqualTo("eval_cancel_error");
    }

    private static String codeOf(PreparedQuery query, AtomicBoolean cancelled) {
        try {
            query.evaluate(ObjectValue.EMPTY, EvaluationOptions.DEFAULT.withCancelled(cancelled::get));
            return "ended";
        } catch (RegoException e) {
            return e.errors().get(0).code();
        }
    }
}

package dev.bylaw.cli;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Coverage;
import dev.bylaw.rego.FailedExpression;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.TestCase;
import dev.bylaw.rego.TestResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows how tests of rules ended. The same tests give the same text: nothing says how long they took. */
final class TestOutput {
    private TestOutput() {}

    static void pretty(List<TestResult> results, Optional<Coverage> coverage, boolean verbose, PrintWriter out) {
        for (TestResult result : results) {
            if (result.status() != TestResult.Status.PASSED || verbose) {
                show(result, out);
            }
        }
        out.println(results.size() + (results.size() == 1 ? " test: " : " tests: ") + counts(results));
        coverage.ifPresent(reached -> {
            out.println();
            reached.files()
                    .forEach((file, lines) -> out.println(percent(lines.percent()) + "  " + Plain.text(file)
                            + (lines.notCovered().isEmpty()
                                    ? ""
                                    : "  not reached: " + String.join(", ", RegoJson.spans(lines.notCovered())))));
            out.println(percent(reached.percent()) + "  all");
        });
    }

    private static String counts(List<TestResult> results) {
        List<String> counts = new ArrayList<>();
        for (TestResult.Status status : TestResult.Status.values()) {
            long count =
                    results.stream().filter(result -> result.status() == status).count();
            if (count > 0) {
                counts.add(count + " " + word(status));
            }
        }
        return String.join(", ", counts);
    }

    private static String word(TestResult.Status status) {
        return switch (status) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case ERROR -> "in error";
            case SKIPPED -> "skipped";
        };
    }

    private static void show(TestResult result, PrintWriter out) {
        out.println(word(result.status()) + "  " + Plain.text(result.packagePath()) + "." + Plain.text(result.name())
                + "  (" + Plain.text(result.location().file()) + ":"
                + result.location().row() + ")");
        if (result.failed().isEmpty()) {
            result.message().lines().forEach(line -> out.println("    " + Plain.text(line)));
        }
        show(result.cases(), "    ", out);
        for (FailedExpression failed : result.failed()) {
            failed.lines().forEach(line -> out.println("    " + Plain.text(line)));
        }
        result.output().forEach(line -> out.println("    printed: " + Plain.text(line)));
    }

    private static void show(List<TestCase> cases, String indent, PrintWriter out) {
        for (TestCase each : cases) {
            if (!each.passed()) {
                out.println(indent + "failed  " + Plain.text(each.name()));
                show(each.cases(), indent + "  ", out);
                for (FailedExpression failed : each.failed()) {
                    failed.lines().forEach(line -> out.println(indent + "  " + Plain.text(line)));
                }
            }
        }
    }

    private static String percent(double percent) {
        return String.format(Locale.ROOT, "%5.1f %%", percent);
    }

    static ObjectValue json(List<TestResult> results, Optional<Coverage> coverage) {
        ArrayValue.Builder tests = ArrayValue.builder();
        for (TestResult result : results) {
            ArrayValue.Builder failed = ArrayValue.builder();
            result.failed().forEach(expression -> failed.add(json(expression)));
            ArrayValue.Builder output = ArrayValue.builder();
            result.output().forEach(line -> output.add(StringValue.of(line)));
            tests.add(ObjectValue.builder()
                    .put("package", StringValue.of(result.packagePath()))
                    .put("name", StringValue.of(result.name()))
                    .put("location", RegoJson.location(result.location()))
                    .put("status", StringValue.of(result.status().name().toLowerCase(Locale.ROOT)))
                    .put("message", StringValue.of(result.message()))
                    .put("failed", failed.build())
                    .put("output", output.build())
                    .build());
        }
        ObjectValue.Builder all = ObjectValue.builder().put("tests", tests.build());
        coverage.ifPresent(reached -> all.put("coverage", RegoJson.coverage(reached)));
        return all.build();
    }

    private static ObjectValue json(FailedExpression failed) {
        ArrayValue.Builder operands = ArrayValue.builder();
        for (FailedExpression.Operand operand : failed.operands()) {
            ObjectValue.Builder entry = ObjectValue.builder().put("text", StringValue.of(operand.text()));
            operand.value().ifPresent(value -> entry.put("value", value));
            operands.add(entry.build());
        }
        return ObjectValue.builder()
                .put("text", StringValue.of(failed.text()))
                .put("location", RegoJson.location(failed.location()))
                .put("operands", operands.build())
                .build();
    }
}

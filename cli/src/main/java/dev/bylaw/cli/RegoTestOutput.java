package dev.bylaw.cli;

import dev.bylaw.rego.FailedExpression;
import dev.bylaw.rego.TestCase;
import dev.bylaw.rego.TestResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How tests ended, in the formats of {@code opa test}; failures with the values of what was compared. */
final class RegoTestOutput {
    private static final String LINE = "-".repeat(80);

    private final Console console;
    private final boolean verbose;
    private final String explain;
    private final boolean variables;
    private final RegoErrors errors;

    RegoTestOutput(Console console, boolean verbose, String explain, boolean variables, RegoErrors errors) {
        this.console = console;
        this.verbose = verbose;
        this.explain = explain;
        this.variables = variables;
        this.errors = errors;
    }

    void json(List<TestResult> results, boolean byDuration) {
        List<TestResult> sorted = new ArrayList<>(results);
        if (byDuration) {
            sorted.sort((a, b) -> b.duration().compareTo(a.duration()));
        }
        console.out().println(JsonText.pretty(sorted.stream().map(this::json).toList()));
    }

    private Map<String, Object> json(TestResult result) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("location", RegoErrors.location(result.location()));
        entry.put("package", result.packagePath());
        entry.put("name", result.name());
        switch (result.status()) {
            case PASSED -> {}
            case FAILED -> entry.put("fail", true);
            case ERROR -> {
                List<Map<String, Object>> all = errors.json(result.errors());
                entry.put("error", all.size() == 1 ? all.get(0) : all);
            }
            case SKIPPED -> entry.put("skip", true);
        }
        entry.put("duration", result.duration().toNanos());
        if (!result.output().isEmpty()) {
            byte[] text = (String.join("\n", result.output()) + "\n").getBytes(StandardCharsets.UTF_8);
            entry.put("output", Base64.getEncoder().encodeToString(text));
        }
        if (!result.cases().isEmpty()) {
            entry.put("sub_results", json(result.cases()));
        }
        return entry;
    }

    private static Map<String, Object> json(List<TestCase> cases) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (TestCase each : cases) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", each.name());
            if (!each.passed()) {
                entry.put("fail", true);
            }
            if (!each.cases().isEmpty()) {
                entry.put("sub_results", json(each.cases()));
            }
            all.put(each.name(), entry);
        }
        return all;
    }

    void pretty(List<TestResult> results) {
        int passed = 0;
        int failed = 0;
        int broken = 0;
        int skipped = 0;
        boolean shown = false;
        String lastFile = "";
        for (TestResult result : results) {
            switch (result.status()) {
                case PASSED, FAILED -> {
                    boolean whole = result.cases().isEmpty();
                    boolean good = result.status() == TestResult.Status.PASSED;
                    passed += whole
                            ? (good ? 1 : 0)
                            : result.cases().stream().mapToInt(TestCase::passes).sum();
                    failed += whole
                            ? (good ? 0 : 1)
                            : result.cases().stream()
                                    .mapToInt(TestCase::failures)
                                    .sum();
                }
                case ERROR -> broken++;
                case SKIPPED -> skipped++;
            }
            if (result.status() != TestResult.Status.PASSED || verbose) {
                if (shown && !lastFile.equals(result.location().file())) {
                    console.out().println();
                }
                lastFile = result.location().file();
                shown = true;
                show(result);
            }
        }
        if (verbose) {
            results.stream()
                    .filter(result -> result.status() == TestResult.Status.FAILED)
                    .forEach(this::steps);
        }
        if (shown) {
            console.out().println(LINE);
        }
        if (results.isEmpty()) {
            console.err().println("bylaw: no test was found");
            return;
        }
        int all = passed + failed + broken + skipped;
        count("PASS", passed, all);
        count("FAIL", failed, all);
        count("SKIPPED", skipped, all);
        count("ERROR", broken, all);
    }

    private void show(TestResult result) {
        console.out()
                .println(Plain.text(result.location().file()) + ":"
                        + result.location().row() + ":");
        console.out().println(title(result));
        show(result.cases(), "  ");
        switch (result.status()) {
            case FAILED -> {
                for (FailedExpression failed : result.failed()) {
                    lines(failed.lines(), "  ");
                }
                if (result.failed().isEmpty() && result.cases().isEmpty()) {
                    lines(result.message().lines().toList(), "  ");
                }
            }
            case ERROR -> lines(errors.lines(result.errors(), ""), "  ");
            default -> {}
        }
        if (!result.output().isEmpty()) {
            console.out().println();
            lines(result.output(), "  ");
            console.out().println();
        }
    }

    private static String title(TestResult result) {
        String time = " (" + RegoDurations.text(result.duration()) + ")";
        String status =
                switch (result.status()) {
                    case PASSED -> "PASS" + time;
                    case FAILED -> "FAIL" + time;
                    case ERROR -> "ERROR" + time;
                    case SKIPPED -> "SKIPPED";
                };
        return Plain.text(result.packagePath() + "." + result.name()) + ": " + status;
    }

    private void show(List<TestCase> cases, String indent) {
        for (TestCase each : cases) {
            if (!each.passed() || verbose) {
                console.out().println(indent + Plain.text(each.name()) + ": " + (each.passed() ? "PASS" : "FAIL"));
                show(each.cases(), indent + "  ");
                for (FailedExpression failed : each.failed()) {
                    lines(failed.lines(), indent + "  ");
                }
            }
        }
    }

    private void steps(TestResult result) {
        result.trace().ifPresent(trace -> {
            console.out().println(LINE);
            console.out().println(title(result));
            console.out().println();
            lines(RegoExplain.select(trace, explain).lines(variables), "  ");
            console.out().println();
        });
    }

    /** Lines of others' texts; a tab at the beginning is ours. */
    private void lines(List<String> lines, String indent) {
        for (String line : lines) {
            boolean tab = line.startsWith("\t");
            console.out().println(indent + (tab ? "\t" : "") + Plain.text(tab ? line.substring(1) : line));
        }
    }

    private void count(String name, int count, int all) {
        if (count > 0) {
            console.out().println(name + ": " + count + "/" + all);
        }
    }
}

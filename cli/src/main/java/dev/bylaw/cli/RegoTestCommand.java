package dev.bylaw.cli;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.TestResult;
import dev.bylaw.rego.TestRunner;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the tests of policies. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Runs the rules whose names begin with test_, as opa test.",
        footer = {"", "Exit codes: 0 all passed, 1 the policies cannot be used, 2 a test failed."})
final class RegoTestCommand implements Callable<Integer> {
    private static final String LINE = "-".repeat(80);
    private static final double NANOS_PER_MICRO = 1000.0;

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Rego, JSON or YAML: files or folders.")
    private List<String> paths;

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows every test.")
    private boolean verbose;

    @Option(
            names = {"-r", "--run"},
            paramLabel = "REGEX",
            description = "Runs only tests whose path has a match.")
    private String run;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "pretty",
            description = "pretty (default) or json.")
    private String format;

    @Option(
            names = {"-c", "--coverage"},
            description = "Reports which lines the tests reach, as JSON.")
    private boolean coverage;

    @Option(
            names = {"-t", "--threshold"},
            paramLabel = "PERCENT",
            description = "With --coverage: exit code 2 where less is reached.")
    private double threshold;

    @Mixin
    private RegoGrants grants;

    RegoTestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!format.equals("pretty") && !format.equals("json")) {
            throw new UsageException("--format must be pretty or json, not '" + format + "'");
        }
        Pattern wanted = wanted();
        TestRunner runner;
        try {
            RegoFiles files = RegoFiles.load(paths);
            Policy policy = Policy.compile(files.modules(), new Policy.Options(false, coverage, grants.forTests()));
            EvaluationOptions options =
                    EvaluationOptions.DEFAULT.withErrors(ErrorMode.UNDEFINED).withNow(Instant.now());
            runner = new TestRunner(policy, files.data(), options);
        } catch (RegoException e) {
            e.errors().forEach(error -> console.err().println(error));
            return 1;
        }
        List<TestResult> results = runner.run(path -> wanted.matcher(path).find());
        boolean failed = results.stream()
                .anyMatch(result ->
                        result.status() == TestResult.Status.FAILED || result.status() == TestResult.Status.ERROR);
        if (coverage && !failed) {
            console.out().println(Json.writePretty(RegoJson.coverage(runner.coverage())));
            if (runner.coverage().percent() < threshold) {
                console.err()
                        .println(String.format(
                                Locale.ROOT,
                                "Code coverage threshold not met: got %.2f instead of %.2f",
                                runner.coverage().percent(),
                                threshold));
                return 2;
            }
        } else if (format.equals("json")) {
            console.out().println(Json.writePretty(json(results)));
        } else {
            pretty(results);
        }
        return failed ? 2 : 0;
    }

    private Pattern wanted() {
        try {
            return Pattern.compile(run == null ? "" : run);
        } catch (PatternSyntaxException e) {
            throw new UsageException("--run is not a regular expression: " + e.getDescription());
        }
    }

    private static ArrayValue json(List<TestResult> results) {
        ArrayValue.Builder all = ArrayValue.builder();
        for (TestResult result : results) {
            ObjectValue.Builder entry = ObjectValue.builder()
                    .put("location", RegoJson.location(result.location()))
                    .put("package", StringValue.of(result.packagePath()))
                    .put("name", StringValue.of(result.name()));
            switch (result.status()) {
                case PASSED -> {}
                case FAILED -> entry.put("fail", BooleanValue.TRUE);
                case ERROR -> entry.put("error", StringValue.of(result.message()));
                case SKIPPED -> entry.put("skip", BooleanValue.TRUE);
            }
            if (!result.output().isEmpty()) {
                entry.put("output", StringValue.of(String.join("\n", result.output())));
            }
            all.add(entry.put("duration", RegoJson.number(result.duration().toNanos()))
                    .build());
        }
        return all.build();
    }

    private void pretty(List<TestResult> results) {
        int passed = 0;
        int failed = 0;
        int errors = 0;
        int skipped = 0;
        boolean shown = false;
        for (TestResult result : results) {
            switch (result.status()) {
                case PASSED -> passed++;
                case FAILED -> failed++;
                case ERROR -> errors++;
                case SKIPPED -> skipped++;
            }
            if (result.status() != TestResult.Status.PASSED || verbose) {
                shown = true;
                show(result);
            }
        }
        if (shown) {
            console.out().println(LINE);
        }
        if (results.isEmpty()) {
            console.err().println("bylaw: no test was found");
            return;
        }
        count("PASS", passed, results.size());
        count("FAIL", failed, results.size());
        count("ERROR", errors, results.size());
        count("SKIPPED", skipped, results.size());
    }

    private void show(TestResult result) {
        console.out().println(result.location().file() + ":" + result.location().row() + ":");
        String status =
                switch (result.status()) {
                    case PASSED -> "PASS" + time(result);
                    case FAILED -> "FAIL" + time(result);
                    case ERROR -> "ERROR" + time(result);
                    case SKIPPED -> "SKIPPED";
                };
        console.out().println(result.packagePath() + "." + result.name() + ": " + status);
        if (!result.message().isEmpty()) {
            result.message().lines().forEach(line -> console.out().println("  " + line));
        }
        result.output().forEach(line -> console.out().println("  " + line));
    }

    private static String time(TestResult result) {
        return String.format(Locale.ROOT, " (%.3fµs)", result.duration().toNanos() / NANOS_PER_MICRO);
    }

    private void count(String name, int count, int all) {
        if (count > 0) {
            console.out().println(name + ": " + count + "/" + all);
        }
    }
}

package dev.bylaw.cli;

import dev.bylaw.rego.Coverage;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.TestResult;
import dev.bylaw.rego.TestRunner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
        footer = {
            "",
            "Exit codes: 0 all passed, 1 the policies cannot be used or, with --coverage, a test failed,",
            "2 a test failed or was skipped, or too little is reached."
        })
final class RegoTestCommand implements Callable<Integer> {
    private static final int UNUSABLE = 1;
    private static final int NOT_ALL = 2;
    private static final double ALL = 100;

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Rego, JSON or YAML: files or folders.")
    private List<String> paths;

    @Option(
            names = {"-b", "--bundle"},
            description = "The paths are bundles: archives (.tar.gz) or folders.")
    private boolean bundle;

    @Mixin
    private RegoLoading loading = new RegoLoading();

    @Mixin
    private RegoGrants grants;

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows every test, and the steps to what failed.")
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
            description = "Exit code 2 where less is reached; implies --coverage.")
    private double threshold;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long a test may take; 30s by default.")
    private String timeout;

    @Option(
            names = "--count",
            paramLabel = "COUNT",
            defaultValue = "1",
            description = "How many times each test runs; 1 by default.")
    private int count;

    @Option(
            names = "--explain",
            paramLabel = "HOW",
            defaultValue = "fails",
            description = "fails (default), notes, full or debug: which steps -v shows of tests that failed.")
    private String explain;

    @Option(names = "--var-values", description = "Shows the values of variables with the steps.")
    private boolean variables;

    @Option(
            names = {"-z", "--exit-zero-on-skipped"},
            description = "Skipped tests do not change the exit code.")
    private boolean zeroOnSkipped;

    @Option(names = "--fail-on-empty", description = "Exit code 1 where no test was run.")
    private boolean failOnEmpty;

    @Option(
            names = "--sort",
            paramLabel = "HOW",
            defaultValue = "none",
            description = "none (default) or duration: the order with --format json.")
    private String sort;

    private final RegoFiles files = new RegoFiles(new RegoTimes());

    RegoTestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        RegoEvalCommand.choice("--format", format, List.of("pretty", "json"));
        RegoEvalCommand.choice("--explain", explain, List.of("fails", "notes", "full", "debug"));
        RegoEvalCommand.choice("--sort", sort, List.of("none", "duration"));
        if (threshold < 0 || threshold > ALL) {
            throw new UsageException("--threshold must be between 0 and 100");
        }
        Pattern wanted = wanted();
        Duration limit = RegoDurations.parse("--timeout", timeout);
        boolean withCoverage = coverage || threshold > 0;
        boolean withTraces = verbose && !withCoverage;
        TestRunner runner;
        try {
            if (bundle) {
                loading.loadBundles(paths, files);
            } else {
                loading.load(paths, false, files);
            }
            Policy policy = Policy.compile(
                    files.modules(),
                    new Policy.Options(false, withCoverage || withTraces, grants.forTests())
                            .withSchemas(loading.schemas()));
            EvaluationOptions options = EvaluationOptions.DEFAULT
                    .withErrors(ErrorMode.UNDEFINED)
                    .withNow(Instant.now())
                    .withTimeout(limit);
            runner = new TestRunner(policy, files.data(), options);
        } catch (RegoException e) {
            return unusable(e.errors());
        }
        List<TestResult> results = new ArrayList<>();
        boolean failed = false;
        for (int i = 0; i < count && !failed; i++) {
            results = runner.run(path -> wanted.matcher(path).find(), withTraces);
            failed = results.stream()
                    .anyMatch(result ->
                            result.status() == TestResult.Status.FAILED || result.status() == TestResult.Status.ERROR);
        }
        if (results.isEmpty() && failOnEmpty) {
            console.err().println("bylaw: no test was found");
            return UNUSABLE;
        }
        RegoTestOutput output = new RegoTestOutput(console, verbose, explain, variables, new RegoErrors(files::text));
        if (withCoverage && failed) {
            output.pretty(results);
            return UNUSABLE;
        }
        boolean skipped = results.stream().anyMatch(result -> result.status() == TestResult.Status.SKIPPED);
        int code = failed || (skipped && !zeroOnSkipped) ? NOT_ALL : 0;
        if (withCoverage) {
            return Math.max(code, reached(runner.coverage()));
        }
        if (format.equals("json")) {
            output.json(results, sort.equals("duration"));
        } else {
            output.pretty(results);
        }
        return code;
    }

    private int reached(Coverage reached) {
        if (reached.percent() >= threshold) {
            console.out().println(JsonText.pretty(RegoJson.report(reached)));
            return 0;
        }
        console.err()
                .println(String.format(
                        Locale.ROOT,
                        "Code coverage threshold not met: got %.2f instead of %.2f",
                        reached.percent(),
                        threshold));
        if (verbose) {
            console.err().println("Lines not covered:");
            reached.files()
                    .forEach((file, lines) -> RegoJson.spans(lines.notCovered())
                            .forEach(span -> console.err().println("\t" + Plain.text(file) + ":" + span)));
        }
        return NOT_ALL;
    }

    private int unusable(List<RegoError> errors) {
        boolean loaded = errors.stream()
                .noneMatch(error -> error.code().isEmpty() || error.code().equals("rego_parse_error"));
        new RegoErrors(files::text)
                .lines(errors, loaded ? "" : " during loading")
                .forEach(console.err()::println);
        return UNUSABLE;
    }

    private Pattern wanted() {
        try {
            return Pattern.compile(run == null ? "" : run);
        } catch (PatternSyntaxException e) {
            throw new UsageException("--run is not a regular expression: " + e.getDescription());
        }
    }
}

package dev.bylaw.cli;

import dev.bylaw.ConfigurationException;
import dev.bylaw.rego.Coverage;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.TestResult;
import dev.bylaw.rego.TestRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the tests of rule modules. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = TestCommand.UNUSABLE,
        description = {
            "Runs the tests of rule modules: rules named test_... in files that end in _test.rego.",
            "The rules are loaded as 'bylaw check' loads them, and so are the standard ones."
        },
        footer = {
            "",
            "Exit codes: 0 all passed, 1 the rules or tests cannot be used or there are",
            "no tests, 2 a test failed.",
            "",
            "Examples:",
            "  bylaw test my-rules",
            "  bylaw test my-rules --run no_free_text --coverage"
        })
final class TestCommand implements Callable<Integer> {
    static final int UNUSABLE = 1;
    private static final int FAILED = 2;

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders of rule modules with their tests.")
    private List<Path> folders;

    @Option(
            names = {"-r", "--run"},
            paramLabel = "REGEX",
            description = "Runs only tests whose name with package has a match.")
    private String run;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "pretty",
            description = "pretty (default) or json.")
    private String format;

    @Option(
            names = {"-c", "--coverage"},
            description = "Says how much of each rule file the tests reach, and which lines they do not.")
    private boolean coverage;

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows tests that passed, too.")
    private boolean verbose;

    @Option(names = "--no-standard", description = "Leaves out the standard rules and their libraries.")
    private boolean withoutStandard;

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try {
            return run();
        } catch (ConfigurationException | UsageException e) {
            e.getMessage().lines().forEach(line -> console.err().println("bylaw: " + line));
        } catch (RegoException e) {
            e.errors().forEach(error -> console.err().println("bylaw: " + Plain.text(error.toString())));
        } catch (IOException e) {
            console.err().println("bylaw: " + Failures.io(e));
        }
        return UNUSABLE;
    }

    private int run() throws IOException {
        if (!format.equals("pretty") && !format.equals("json")) {
            throw new UsageException("--format must be pretty or json, not '" + format + "'");
        }
        Pattern wanted = wanted();
        RuleModules modules = RuleModules.load(folders, !withoutStandard);
        TestRunner runner = new TestRunner(
                modules.policy(coverage),
                ObjectValue.EMPTY,
                EvaluationOptions.DEFAULT.withErrors(ErrorMode.UNDEFINED).withNow(Instant.now()));
        List<TestResult> results = runner.run(path -> modules.isOwn(path.substring(0, path.lastIndexOf('.')))
                && wanted.matcher(path).find());
        if (results.isEmpty()) {
            throw new UsageException(
                    run == null
                            ? "there is no test in " + RuleModules.names(folders)
                                    + "; tests are rules named test_... in files that end in _test.rego"
                            : "no test has a match of --run " + run);
        }
        Optional<Coverage> reached = coverage ? Optional.of(modules.ownRules(runner.coverage())) : Optional.empty();
        if (format.equals("json")) {
            console.out().println(Json.writePretty(TestOutput.json(results, reached)));
        } else {
            TestOutput.pretty(results, reached, verbose, console.out());
        }
        boolean failed = results.stream()
                .anyMatch(result ->
                        result.status() == TestResult.Status.FAILED || result.status() == TestResult.Status.ERROR);
        return failed ? FAILED : ExitCodes.PASSED;
    }

    private Pattern wanted() {
        try {
            return Pattern.compile(run == null ? "" : run);
        } catch (PatternSyntaxException e) {
            throw new UsageException("--run is not a regular expression: " + e.getDescription());
        }
    }
}

package dev.bylaw.cli;

import dev.bylaw.CheckOptions;
import dev.bylaw.PolicyEngine;
import dev.bylaw.Sources;
import dev.bylaw.report.Report;
import dev.bylaw.rule.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks data products. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks the data products in a folder against the rules.",
        footer = {
            "",
            "Exit codes: 0 passed, 1 failed, 2 wrong usage or settings, 3 incomplete",
            "(a part could not be read or a rule failed), 4 nothing checked.",
            "",
            "Examples:",
            "  bylaw check",
            "  bylaw check products/customer --format text --format sarif=bylaw.sarif",
            "  bylaw check --base origin/main --fail-on new-error",
            "  bylaw check --format text --format gitlab=gl-code-quality-report.json",
            "  bylaw check --format github --format markdown=summary.md",
            "  bylaw check --rule 'bylaw/secure/*' --fail-on warning",
            "  bylaw check --rule bylaw/secure/pii-masked --explain"
        })
final class CheckCommand implements Callable<Integer> {
    private static final String NEW = "new-";

    private final Console console;

    @Mixin
    private ReadingOptions reading;

    @Option(
            names = "--format",
            paramLabel = "FORMAT[=FILE]",
            description = "text, json, sarif, junit, gitlab (code quality), github (annotations) or markdown (summary);"
                    + " with a file, written to it. Repeatable. Text to standard output by default.")
    private List<String> formats = new ArrayList<>();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description =
                    "The least severity that fails the run: error (default) or warning; with --base also new-error"
                            + " or new-warning, where only new violations fail it.")
    private String failOn;

    @Option(
            names = "--base",
            paramLabel = "REF|DIR",
            description = "A git ref of the repository around PATH, or a folder. Violations that it does not have are"
                    + " marked as new.")
    private String base;

    @Option(
            names = "--rule",
            paramLabel = "ID-OR-GLOB",
            description = "Runs only rules of this id, in which * stands for any text. Repeatable.")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--explain",
            description = "Says how each rule came to what it found, or where it stopped: the expressions of its body"
                    + " with their values, and where these come from. In text and JSON.")
    private boolean explain;

    @Option(
            names = "--profile",
            description = "The JSON report says how long each rule took, which differs from run to run.")
    private boolean times;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<Output> outputs = new ArrayList<>();
        formats.forEach(text -> outputs.add(Output.parse(text)));
        if (outputs.isEmpty()) {
            outputs.add(Output.parse("text"));
        }
        if (outputs.stream().filter(output -> output.file().isEmpty()).count() > 1) {
            throw new UsageException("only one format can go to standard output; give the others a file,"
                    + " for example --format sarif=bylaw.sarif");
        }
        CheckOptions options = reading.options(console).withRules(rules).withExplained(explain);
        if (failOn != null) {
            options = options.withFailOn(severity(failOn)).withOnlyNewFails(failOn.startsWith(NEW));
            if (options.onlyNewFails() && base == null) {
                throw new UsageException("--fail-on " + failOn + " needs --base, which tells what is new");
            }
        }
        Sources products = reading.sources();
        Optional<Base> before = base == null ? Optional.empty() : Optional.of(Base.of(base, reading.path(), options));
        console.progress("loading rules");
        PolicyEngine engine = reading.engine();
        Report report =
                before.isPresent() ? before.get().check(engine, products, options) : engine.check(products, options);
        String folder = reading.folderInRepository();
        for (Output output : outputs) {
            output.write(report, folder, console, times);
        }
        return ExitCodes.of(report);
    }

    private static Severity severity(String text) {
        return Severity.of(text.startsWith(NEW) ? text.substring(NEW.length()) : text)
                .filter(severity -> severity != Severity.INFO)
                .orElseThrow(() -> new UsageException(
                        "--fail-on must be error or warning, or with --base new-error or new-warning, not '" + text
                                + "'"));
    }
}

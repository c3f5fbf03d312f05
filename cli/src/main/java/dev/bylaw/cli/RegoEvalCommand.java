package dev.bylaw.cli;

import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.PreparedQuery;
import dev.bylaw.rego.QueryResult;
import dev.bylaw.rego.Recorder;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.text.Suggestion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Evaluates a query. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = "Evaluates a query, as opa eval.",
        footer = {
            "",
            "Exit codes: 0, 2 for errors, and 1 with --fail where the result is",
            "undefined or with --fail-defined where it is not.",
            "",
            "Example:",
            "  bylaw rego eval -d policies -i input.json 'data.example.violation'"
        })
final class RegoEvalCommand implements Callable<Integer> {
    private static final List<String> FORMATS = List.of("bindings", "discard", "json", "pretty", "raw", "values");
    private static final List<String> SORTS =
            List.of("total_time_ns", "num_eval", "num_redo", "num_gen_expr", "file", "line");

    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "QUERY", description = "The query.")
    private String query;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "PATH",
            description = "Rego, JSON or YAML: a file or a folder. Repeatable.")
    private List<String> data = new ArrayList<>();

    @Option(
            names = {"-b", "--bundle"},
            paramLabel = "PATH",
            description = "A bundle: an archive (.tar.gz) or a folder. Repeatable.")
    private List<String> bundles = new ArrayList<>();

    @Mixin
    private RegoLoading loading = new RegoLoading();

    @Mixin
    private RegoGrants grants;

    @Option(
            names = {"-i", "--input"},
            paramLabel = "FILE",
            description = "The input document, JSON or YAML.")
    private Path input;

    @Option(
            names = {"-I", "--stdin-input"},
            description = "Reads the input document, JSON, from standard input.")
    private boolean stdinInput;

    @Option(names = "--stdin", description = "Reads the query from standard input.")
    private boolean stdin;

    @Option(
            names = "--package",
            paramLabel = "PATH",
            description = "The query sees the rules of this package, as if it stood there.")
    private String packagePath;

    @Option(
            names = "--import",
            paramLabel = "PATH",
            description = "What the query imports, for example data.example. Repeatable.")
    private List<String> imports = new ArrayList<>();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "json (default), pretty, raw, values, bindings or discard.")
    private String format;

    @Option(names = "--fail", description = "Exit code 1 where the result is undefined.")
    private boolean fail;

    @Option(names = "--fail-defined", description = "Exit code 1 where the result is defined.")
    private boolean failDefined;

    @Option(
            names = {"-S", "--strict"},
            description = "Unused imports and variables and the like are errors, too.")
    private boolean strictChecks;

    @Option(names = "--strict-builtin-errors", description = "An error in a builtin ends the evaluation.")
    private boolean strict;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "How long it may take, for example 500ms or 1m30s; 2m by default.")
    private String timeout;

    @Option(names = "--metrics", description = "Reports how long the parts took.")
    private boolean metrics;

    @Option(names = "--coverage", description = "Reports which places were reached.")
    private boolean coverage;

    @Option(names = "--profile", description = "Reports how long expressions took.")
    private boolean profile;

    @Option(
            names = "--profile-limit",
            paramLabel = "COUNT",
            defaultValue = "10",
            description = "How many expressions to report; 10 by default, 0 for all.")
    private int profileLimit;

    @Option(
            names = "--profile-sort",
            paramLabel = "KEY",
            split = ",",
            description = "total_time_ns, num_eval, num_redo, num_gen_expr, file or line. Repeatable.")
    private List<String> profileSort = new ArrayList<>();

    @Option(
            names = "--explain",
            paramLabel = "HOW",
            defaultValue = "off",
            description = "off (default), notes, fails, full or debug: reports the steps.")
    private String explain;

    @Option(names = "--var-values", description = "Shows the values of variables with the steps.")
    private boolean variables;

    @Option(
            names = "--pretty-limit",
            paramLabel = "COUNT",
            defaultValue = "80",
            description = "How many characters of a value --format pretty shows in a table.")
    private int prettyLimit;

    @Option(
            names = {"-p", "--partial", "-u", "--unknowns", "--disable-inlining", "--shallow-inlining"},
            hidden = true,
            arity = "0..1")
    private String partial;

    private final RegoTimes times = new RegoTimes();
    private final RegoFiles files = new RegoFiles(times);

    RegoEvalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        checkOptions();
        Recorder recorder = new Recorder(wanted());
        RegoEvalOutput output = new RegoEvalOutput(
                console,
                query,
                format,
                prettyLimit,
                new RegoErrors(file -> file.equals(RegoErrors.QUERY) ? Optional.of(query) : files.text(file)));
        try {
            loading.load(data, false, files);
            loading.loadBundles(bundles, files);
            EvaluationOptions options = options();
            long start = System.nanoTime();
            Policy policy = Policy.compile(
                    files.modules(),
                    new Policy.Options(false, !wanted().isEmpty(), grants.capabilities())
                            .withStrict(strictChecks)
                            .withSchemas(loading.schemas()));
            times.add(RegoTimes.MODULE_COMPILE, System.nanoTime() - start);
            start = System.nanoTime();
            PreparedQuery prepared = prepare(policy);
            times.add(RegoTimes.QUERY_COMPILE, System.nanoTime() - start);
            Optional<Value> given = given();
            start = System.nanoTime();
            QueryResult result = prepared.evaluate(given, files.data(), options, recorder);
            times.add(RegoTimes.QUERY_EVALUATION, System.nanoTime() - start);
            output.result(prepared, result);
        } catch (RegoException e) {
            output.errors(e.errors());
        } catch (NoSuchFileException e) {
            output.errors(List.of(new RegoError("", e.getFile() + " does not exist", Optional.empty())));
        }
        if (metrics || profile) {
            output.metrics(times);
        }
        if (!explain.equals("off")) {
            output.trace(RegoExplain.select(recorder.trace(), explain), variables);
        }
        if (profile) {
            output.profile(RegoExplain.sorted(recorder.profile(), profileSort, profileLimit));
        }
        if (coverage) {
            output.coverage(recorder.coverage(files.modules()));
        }
        output.print();
        if (output.failed()) {
            return ExitCodes.USAGE;
        }
        return (fail && !output.isDefined()) || (failDefined && output.isDefined()) ? 1 : 0;
    }

    private void checkOptions() throws IOException {
        if (partial != null) {
            throw new UsageException("partial evaluation is not supported");
        }
        choice("--format", format, FORMATS);
        choice("--explain", explain, RegoExplain.CHOICES);
        for (String sort : profileSort) {
            choice("--profile-sort", sort, SORTS);
        }
        if (input != null && stdinInput) {
            throw new UsageException("--input and --stdin-input cannot be combined");
        }
        if (stdin == (query != null) || (stdin && stdinInput)) {
            throw new UsageException(
                    query == null && !stdin
                            ? "Missing required parameter: 'QUERY'"
                            : "standard input and the arguments give more than one query or input");
        }
        if (stdin) {
            query = new String(console.in().readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    /** Refuses what is none of some words. */
    static void choice(String option, String value, List<String> known) {
        if (!known.contains(value)) {
            String what =
                    option.equals("--format") ? "unknown format '" + value + "'" : option + ": unknown '" + value + "'";
            throw new UsageException(what + "; known are " + String.join(", ", known) + Suggestion.hint(value, known));
        }
    }

    private Set<Recorder.What> wanted() {
        Set<Recorder.What> wanted = EnumSet.noneOf(Recorder.What.class);
        if (coverage) {
            wanted.add(Recorder.What.COVERAGE);
        }
        if (profile) {
            wanted.add(Recorder.What.PROFILE);
        }
        if (!explain.equals("off")) {
            wanted.add(Recorder.What.TRACE);
        }
        return wanted;
    }

    private EvaluationOptions options() {
        EvaluationOptions options = EvaluationOptions.DEFAULT
                .withErrors(strict ? ErrorMode.FAIL : ErrorMode.UNDEFINED)
                .withNow(Instant.now())
                .withPrint((place, text) -> console.err().println(text));
        return timeout == null ? options : options.withTimeout(RegoDurations.parse("--timeout", timeout));
    }

    private PreparedQuery prepare(Policy policy) {
        if (packagePath == null && imports.isEmpty()) {
            return policy.prepare(query);
        }
        StringBuilder module = new StringBuilder("package ").append(packagePath == null ? "query" : packagePath);
        imports.forEach(path -> module.append("\nimport ").append(path));
        return policy.prepare(query, RegoModule.parse(RegoErrors.QUERY, module.toString()));
    }

    private Optional<Value> given() throws IOException {
        long start = System.nanoTime();
        Optional<Value> value = Optional.empty();
        if (stdinInput) {
            value = Optional.of(Json.parse("standard input", console.in().readAllBytes()));
        } else if (input != null) {
            value = Optional.of(RegoFiles.value(input));
        }
        times.add(RegoTimes.INPUT_PARSE, System.nanoTime() - start);
        return value;
    }
}

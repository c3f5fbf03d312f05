package dev.bylaw.cli;

import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compiles policies. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Parses and compiles Rego, as opa check. Silent where all is well.",
        footer = {"", "Exit codes: 0 all is well, 1 there are errors."})
final class RegoCheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or folders.")
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
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "pretty",
            description = "pretty (default) or json.")
    private String format;

    @Option(
            names = {"-S", "--strict"},
            description = "Unused imports and variables and the like are errors, too.")
    private boolean strict;

    @Option(
            names = "--strict-references",
            description = "References to packages and rules that are nowhere are errors, too.")
    private boolean strictReferences;

    @Option(
            names = {"-m", "--max-errors"},
            paramLabel = "COUNT",
            defaultValue = "10",
            description = "How many errors to show; 10 by default, 0 for all.")
    private int most;

    private final RegoFiles files = new RegoFiles(new RegoTimes());

    RegoCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        RegoEvalCommand.choice("--format", format, List.of("pretty", "json"));
        boolean loaded = false;
        try {
            if (bundle) {
                loading.loadBundles(paths, files);
            } else {
                loading.load(paths, true, files);
            }
            loaded = true;
            Policy.compile(
                    files.modules(),
                    new Policy.Options(strictReferences, false, grants.forTests())
                            .withStrict(strict)
                            .withSchemas(loading.schemas()));
            return 0;
        } catch (RegoException e) {
            show(e.errors(), loaded ? "" : " during loading");
            return 1;
        }
    }

    private void show(List<RegoError> all, String when) {
        List<RegoError> shown = new ArrayList<>(all);
        if (most > 0 && all.size() > most) {
            shown = new ArrayList<>(all.subList(0, most));
            shown.add(new RegoError("rego_compile_error", "error limit reached", Optional.empty()));
        }
        RegoErrors errors = new RegoErrors(files::text);
        if (format.equals("json")) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("errors", errors.json(shown));
            // As opa does.
            console.err().println(JsonText.pretty(json));
        } else {
            errors.lines(shown, when).forEach(console.err()::println);
        }
    }
}

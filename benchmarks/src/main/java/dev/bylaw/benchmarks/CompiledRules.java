package dev.bylaw.benchmarks;

import dev.bylaw.CheckOptions;
import dev.bylaw.PolicyEngine;
import dev.bylaw.Sources;
import dev.bylaw.report.Report;
import dev.bylaw.rule.RuleSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Measures the same rules from their sources and from a bundle that {@code opa build -t wasm} made of them. */
public final class CompiledRules {
    private static final int CHECKS = 31;
    private static final double NANOS_PER_MILLI = 1e6;

    private CompiledRules() {}

    /**
     * Measures and prints a table: what loading, the first check and a warm check (median) take of the thread's time on the
     * processor. A check is asking the rules; reading the product, which is the same for both, is taken off.
     *
     * @param arguments the folder of the rules, the bundle, and the product
     * @throws IOException if something cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        Path product = Path.of(arguments[2]);
        System.out.println("rules          load   first check   warm check   violations   undecided");
        measure("sources", product, () -> RuleSource.ofFolder(Path.of(arguments[0])));
        measure("bundle", product, () -> RuleSource.ofBundle(Path.of(arguments[1])));
    }

    private interface Load {
        RuleSource get() throws IOException;
    }

    private static void measure(String name, Path product, Load load) throws IOException {
        double start = now();
        PolicyEngine engine = PolicyEngine.builder().addRules(load.get()).build();
        double loaded = now() - start;
        Sources sources = Sources.folder(product);
        // Reading comes first, so that its classes are loaded in either case.
        for (int i = 0; i < CHECKS; i++) {
            engine.read(sources, CheckOptions.DEFAULT);
        }
        double reading = median(() -> engine.read(sources, CheckOptions.DEFAULT));
        start = now();
        Report report = engine.check(sources, CheckOptions.DEFAULT);
        double first = now() - start - reading;
        for (int i = 0; i < CHECKS; i++) {
            engine.check(sources, CheckOptions.DEFAULT);
        }
        double warm = median(() -> engine.check(sources, CheckOptions.DEFAULT)) - reading;
        System.out.printf(
                Locale.ROOT,
                "%-8s %7.0f ms %10.0f ms %9.1f ms %12d %11d%n",
                name,
                loaded,
                first,
                warm,
                report.violations().size(),
                report.undecided().size());
    }

    private interface Work {
        Object run() throws IOException;
    }

    private static double median(Work work) throws IOException {
        double[] times = new double[CHECKS];
        for (int i = 0; i < CHECKS; i++) {
            double start = now();
            work.run();
            times[i] = now() - start;
        }
        Arrays.sort(times);
        return times[CHECKS / 2];
    }

    private static double now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / NANOS_PER_MILLI;
    }
}

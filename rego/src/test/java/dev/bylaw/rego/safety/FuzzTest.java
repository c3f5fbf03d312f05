package dev.bylaw.rego.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.bylaw.rego.Capabilities;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.QueryResult;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.Yaml;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Whatever the module and the input: an answer or a {@link RegoException}, soon; the same one when asked again. The property
 * {@code bylaw.fuzz} says how many are tried, {@code bylaw.fuzz.seed} where to begin; with {@code bylaw.shared} the modules
 * of OPA's cases are mutated too.
 */
class FuzzTest {
    private static final int DEFAULT_TRIES = 3000;
    private static final int MAX_FAILURES = 20;

    /** One try may take so long, in milliseconds of the thread; the budget of its evaluations is far below. */
    private static final long SLOW_MILLIS = 5000;

    private static final EvaluationOptions OPTIONS = EvaluationOptions.DEFAULT
            .withSteps(200_000)
            .withValues(100_000)
            .withOutput(100_000)
            .withTimeout(Duration.ofSeconds(2));

    private static final Policy.Options COMPILING = Policy.Options.DEFAULT.withCapabilities(Capabilities.LOCAL);

    private final List<String> modules = new ArrayList<>(FuzzSeeds.modules());
    private final List<String> documents = new ArrayList<>(FuzzSeeds.DOCUMENTS);
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final AtomicLong current = new AtomicLong();
    private volatile String text = "";
    private long compiled;
    private long answered;

    @Test
    void neverCrashesAndAlwaysEnds() throws IOException, InterruptedException {
        long tries = Long.getLong("bylaw.fuzz", DEFAULT_TRIES);
        long seed = Long.getLong("bylaw.fuzz.seed", System.nanoTime());
        modules.addAll(FuzzSeeds.shared());
        documents.addAll(FuzzSeeds.sharedDocuments());
        List<String> pieces = FuzzSeeds.pieces();
        Thread watch = watch();
        for (long i = 0; i < tries && failures.size() < MAX_FAILURES; i++) {
            current.set(i);
            attempt(seed + i, pieces);
            if (tries > DEFAULT_TRIES && i % 10_000 == 0) {
                System.out.println("fuzzed " + i + ", compiled " + compiled + ", answered " + answered + ", failures "
                        + failures.size());
            }
        }
        watch.interrupt();
        watch.join();
        assertThat(compiled).as("seed %d", seed).isGreaterThan(tries / 50);
        assertThat(answered).as("seed %d", seed).isGreaterThan(tries / 100);
        assertThat(failures.values()).as("seed %d", seed).isEmpty();
    }

    @Test
    void beginsWithModulesThatCompile() {
        assertThat(FuzzSeeds.modules())
                .allSatisfy(module -> assertThatCode(
                                () -> Policy.compile(List.of(RegoModule.parse("m.rego", module)), COMPILING))
                        .as(module)
                        .doesNotThrowAnyException());
    }

    private void attempt(long seed, List<String> pieces) {
        Random random = new Random(seed);
        Mutations mutations = new Mutations(random, pieces);
        String module = mutations.mutate(mutations.oneOf(modules), mutations.oneOf(modules));
        String document = mutations.oneOf(documents);
        if (random.nextInt(3) == 0) {
            document = mutations.mutate(document, mutations.oneOf(documents));
        }
        String yaml = random.nextInt(4) == 0 ? mutations.mutate(mutations.oneOf(FuzzSeeds.YAML), document) : "";
        String what = "seed " + seed + "\n" + module + "\ninput: " + document + "\nyaml: " + yaml;
        text = what;
        long start = cpu();
        try {
            Value input = input(document, yaml);
            evaluate(module, input, random);
        } catch (RegoException e) {
            assertThat(e.errors()).isNotEmpty();
        } catch (Throwable e) {
            failed(e, what);
        }
        long millis = (cpu() - start) / 1_000_000;
        if (millis > SLOW_MILLIS) {
            failures.put("slow " + seed, millis + " ms: " + what);
        }
    }

    private static Value input(String document, String yaml) {
        if (!yaml.isEmpty()) {
            try {
                Yaml.parse("input.yaml", yaml);
            } catch (RegoException e) {
                assertThat(e.errors()).isNotEmpty();
            }
        }
        try {
            return Json.parse("input.json", document);
        } catch (RegoException e) {
            assertThat(e.errors()).isNotEmpty();
            return ObjectValue.EMPTY;
        }
    }

    private void evaluate(String module, Value input, Random random) {
        Policy policy = Policy.compile(List.of(RegoModule.parse("m.rego", module)), COMPILING);
        compiled++;
        policy.definitions();
        policy.references();
        ErrorMode mode = ErrorMode.values()[random.nextInt(3)];
        EvaluationOptions options = OPTIONS.withErrors(mode);
        ObjectValue data = input instanceof ObjectValue object && random.nextInt(4) == 0 ? object : ObjectValue.EMPTY;
        var query = policy.prepare("x = data");
        QueryResult first = query.evaluate(input, data, options);
        answered++;
        String shown = first.solutions().toString();
        first.solutions().forEach(solution -> Json.write(solution.bindings().get("x")));
        assertThat(query.evaluate(input, data, options).solutions().toString()).isEqualTo(shown);
    }

    private void failed(Throwable e, String what) {
        StackTraceElement[] trace = e.getStackTrace();
        StringBuilder key = new StringBuilder(e.getClass().getName());
        for (int i = 0, shown = 0; i < trace.length && shown < 3; i++) {
            if (trace[i].getClassName().startsWith("dev.bylaw") || i == 0) {
                key.append(" < ").append(trace[i]);
                shown++;
            }
        }
        String message = String.valueOf(e.getMessage());
        String shown = key + "\n" + message.substring(0, Math.min(500, message.length())) + "\n" + what;
        if (failures.putIfAbsent(key.toString(), shown) == null) {
            System.out.println(shown);
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Shows where a try hangs. */
    private Thread watch() {
        Thread fuzzing = Thread.currentThread();
        Thread watch = new Thread(() -> {
            long before = -1;
            try {
                while (true) {
                    Thread.sleep(60_000);
                    long now = current.get();
                    if (now == before) {
                        StringBuilder trace = new StringBuilder();
                        for (StackTraceElement element : fuzzing.getStackTrace()) {
                            trace.append("\n\tat ").append(element);
                        }
                        System.out.println("hangs in " + text + trace);
                    }
                    before = now;
                }
            } catch (InterruptedException e) {
                // The end.
            }
        });
        watch.setDaemon(true);
        watch.start();
        return watch;
    }
}

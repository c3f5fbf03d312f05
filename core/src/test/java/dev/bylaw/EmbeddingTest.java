package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.report.Report;
import dev.bylaw.rule.SubjectKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an application can rely on that has the engine in it for as long as it lives. */
class EmbeddingTest {
    private static final int PRODUCTS = 10;
    private static final int CHECKS = 1000;
    private static final int THREADS = 8;

    /** A check may leave behind what a report needs, not what grows from check to check. */
    private static final long HEAP_GROWTH = 24L << 20;

    /** What is promised is 100 ms; a machine with other work may need more. */
    private static final long CANCELLED_WITHIN_MILLIS = 2000;

    private static TestProduct product(int number) {
        TestProduct product = TestProduct.dbt().file("models/schema.yml", """
                        models:
                          - name: m0
                            description: All orders
                            columns: [{name: id, description: The key}]
                        """);
        for (int i = 0; i <= number; i++) {
            product.file(
                    "models/m" + i + ".sql",
                    i == 0
                            ? "{{ config(schema=env_var('S')) }} select 1 as id, 'x' as email"
                            : "select id, email as e" + i + " from {{ ref('m0') }}");
        }
        return product;
    }

    private static PolicyEngine engine() {
        return product(0)
                .rule("described", "column", """
                        violation contains {"at": "/description", "message": message} if {
                        	input.column.description == ""
                        	message := sprintf("%s has no description", [input.column.name])
                        }
                        """)
                .rule(
                        "schema",
                        "model",
                        "violation contains {\"message\": \"m\"} if input.model.config.schema == \"x\"")
                .settings(builder -> builder.addRule(TestRule.of("named", SubjectKind.MODEL, (model, findings) -> {
                    if (model.get("description").text().orElse("").isEmpty()) {
                        findings.violation(model.get("name"), "no description");
                    }
                })))
                .engine();
    }

    private static String text(Report report) {
        try {
            StringBuilder text = new StringBuilder();
            ReportWriters.json(true).write(report, text);
            return text.toString()
                    .replaceAll("\"(?:milliseconds|duration|millis|nanos)[A-Za-z]*\"\\s*:\\s*[0-9.]+", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long usedHeap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(50);
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }

    @Test
    @Timeout(300)
    void servesManyThreadsWithOneEngineAndKeepsNothing() throws Exception {
        PolicyEngine engine = engine();
        List<Sources> sources = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        for (int i = 0; i < PRODUCTS; i++) {
            sources.add(product(i).sources());
            alone.add(text(engine.check(sources.get(i))));
        }
        assertThat(alone.get(2)).contains("no description", "e2 has no description");
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            run(engine, sources, alone, executor, CHECKS / 4);
            long before = usedHeap();
            run(engine, sources, alone, executor, CHECKS);
            assertThat(usedHeap() - before).isLessThan(HEAP_GROWTH);
        } finally {
            executor.shutdownNow();
        }
    }

    private static void run(
            PolicyEngine engine, List<Sources> sources, List<String> alone, ExecutorService executor, int checks)
            throws Exception {
        List<Future<Boolean>> same = new ArrayList<>();
        for (int i = 0; i < checks; i++) {
            int number = i % PRODUCTS;
            same.add(executor.submit(
                    () -> text(engine.check(sources.get(number))).equals(alone.get(number))));
        }
        for (Future<Boolean> each : same) {
            assertThat(each.get()).isTrue();
        }
    }

    private static TestProduct large() {
        TestProduct product = product(0);
        for (int i = 1; i < 400; i++) {
            product.file(
                    "models/m" + i + ".sql",
                    "{{ config(materialized='table') }} with a as (select * from {{ ref('m" + (i - 1) / 2 + "') }})"
                            + " select id, email, id + " + i + " as c" + i + " from a");
        }
        return product;
    }

    @Test
    @Timeout(300)
    void endsSoonOnceItIsCancelled() throws Exception {
        PolicyEngine engine = engine();
        Sources sources = large().sources();
        long start = System.nanoTime();
        engine.check(sources);
        long whole = System.nanoTime() - start;
        long slowest = 0;
        for (int threads : new int[] {1, 3}) {
            for (int i = 1; i < 10; i++) {
                AtomicBoolean cancelled = new AtomicBoolean();
                AtomicLong at = new AtomicLong();
                long after = whole * i / 20;
                Thread canceller = new Thread(() -> {
                    try {
                        TimeUnit.NANOSECONDS.sleep(after);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    at.set(System.nanoTime());
                    cancelled.set(true);
                });
                canceller.start();
                try {
                    engine.check(
                            sources, CheckOptions.DEFAULT.withThreads(threads).withCancelled(cancelled::get));
                } catch (CancellationException e) {
                    assertThat(e).hasMessage("the check was cancelled");
                    slowest = Math.max(slowest, System.nanoTime() - at.get());
                }
                canceller.join();
            }
        }
        assertThat(slowest).isPositive();
        measured("cancelled within " + TimeUnit.NANOSECONDS.toMillis(slowest) + " ms of "
                + TimeUnit.NANOSECONDS.toMillis(whole) + " ms");
        assertThat(TimeUnit.NANOSECONDS.toMillis(slowest)).isLessThan(CANCELLED_WITHIN_MILLIS);
    }

    /** However short one question to a rule is, there are many: the engine must not wait for a long one to ask. */
    @Test
    void asksForEachElementWhetherToGoOn() throws IOException {
        AtomicLong asked = new AtomicLong();
        AtomicBoolean cancelled = new AtomicBoolean();
        TestProduct product = product(20).rule("many", "column", "violation contains {\"message\": \"m\"}");
        CheckOptions options = CheckOptions.DEFAULT.withCancelled(() -> {
            asked.incrementAndGet();
            return cancelled.get();
        });
        PolicyEngine engine = product.engine();
        Report report = engine.check(product.sources(), options);
        // Read, analysed, put into the document, listed, asked about, reported.
        int models = report.checked().getOrDefault("model", 21);
        assertThat(asked.get())
                .isGreaterThan(4L * models + 2L * report.violations().size());
        long whole = asked.get();
        for (long at = 1; at < whole; at += Math.max(1, whole / 50)) {
            long last = asked.get() + at;
            AtomicBoolean ended = new AtomicBoolean();
            assertThatThrownBy(() -> engine.check(product.sources(), CheckOptions.DEFAULT.withCancelled(() -> {
                        boolean end = asked.incrementAndGet() > last;
                        ended.set(end);
                        return end;
                    })))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("the check was cancelled");
            assertThat(ended).isTrue();
        }
    }

    /** Leaves the figure where whoever runs the test finds it. */
    private static void measured(String text) throws IOException {
        Path folder = Path.of("target");
        if (Files.isDirectory(folder)) {
            Files.writeString(folder.resolve("embedding-measured.txt"), text + "\n", StandardCharsets.UTF_8);
        }
    }

    @Test
    @Timeout(60)
    void endsARuleInJavaThatReadsOnAndOn() {
        AtomicBoolean cancelled = new AtomicBoolean();
        TestProduct product = product(1)
                .settings(builder -> builder.addRule(TestRule.of("endless", SubjectKind.MODEL, (model, findings) -> {
                    cancelled.set(true);
                    while (model.get("name").isPresent()) {
                        model.get("name").text();
                    }
                })))
                .options(options -> options.withCancelled(cancelled::get));
        assertThatThrownBy(product::check)
                .isInstanceOf(CancellationException.class)
                .hasMessage("the check was cancelled");
        cancelled.set(false);
        assertThatThrownBy(product.options(options -> options.withThreads(2))::check)
                .isInstanceOf(CancellationException.class);
        TestProduct slow = product(1)
                .settings(builder -> builder.addRule(TestRule.of("slow", SubjectKind.MODEL, (model, findings) -> {
                    while (true) {
                        model.stopIfCancelled();
                    }
                })))
                .options(options -> options.withTimeout(Duration.ofMillis(1500)));
        assertThatThrownBy(slow::check).hasMessageContaining("longer than 1 seconds");
    }

    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().startsWith("bylaw"));
        return threads;
    }

    @Test
    @Timeout(60)
    void leavesNoThreadBehind() throws Exception {
        PolicyEngine engine = engine();
        engine.check(product(5).sources(), CheckOptions.DEFAULT.withThreads(4));
        assertThat(threads()).isEmpty();
        AtomicBoolean cancelled = new AtomicBoolean();
        TestProduct product = product(3)
                .settings(builder -> {
                    for (int i = 0; i < 6; i++) {
                        builder.addRule(TestRule.of("endless" + i, SubjectKind.MODEL, (model, findings) -> {
                            cancelled.set(true);
                            while (true) {
                                model.stopIfCancelled();
                            }
                        }));
                    }
                })
                .options(options -> options.withThreads(4).withCancelled(cancelled::get));
        assertThatThrownBy(product::check).isInstanceOf(CancellationException.class);
        assertThat(threads()).isEmpty();
    }

    @Test
    @Timeout(120)
    void opensNoFileForSourcesInMemory(@TempDir Path folder) throws Exception {
        PolicyEngine engine = engine();
        Sources sources = product(4).sources();
        text(engine.check(sources));
        Path file = folder.resolve("check.jfr");
        Path probe = Files.writeString(folder.resolve("probe.txt"), "x");
        try (Recording recording = new Recording()) {
            for (String event : List.of("jdk.FileRead", "jdk.FileWrite", "jdk.FileForce")) {
                recording.enable(event).withThreshold(Duration.ZERO).withoutStackTrace();
            }
            recording.start();
            Files.readString(probe);
            text(engine.check(sources, CheckOptions.DEFAULT.withThreads(2)));
            recording.stop();
            recording.dump(file);
        }
        Set<String> paths = new TreeSet<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            String path = event.getString("path");
            if (path != null) {
                paths.add(path);
            }
        }
        Path java = Path.of(System.getProperty("java.home")).toRealPath();
        paths.removeIf(path -> path.startsWith(java.toString())
                || path.endsWith(".jar")
                || path.endsWith(".class")
                || path.contains("/target/")
                || path.endsWith(".jfr"));
        assertThat(paths).as("the recording sees what is read").containsExactly(probe.toString());
    }
}

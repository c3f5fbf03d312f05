package dev.bylaw.rego.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.PreparedQuery;
import dev.bylaw.rego.QueryResult;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Threads that share a prepared query give what one thread gives, and leave nothing behind. The property
 * {@code bylaw.soak} says for how many seconds.
 */
class SoakTest {
    private static final int THREADS = 16;
    private static final int INPUTS = 2000;
    private static final int DEFAULT_SECONDS = 2;

    /** What may be left behind: caches of patterns and the like, which have a size of their own. */
    private static final long GROWTH_BYTES = 8L << 20;

    private static final String MODULE = """
            package soak
            default allow := false
            allow if { input.user.role in data.roles; not denied }
            denied if { some rule in data.rules; rule.who == input.user.name; glob.match(rule.what, ["/"], input.path) }
            paths contains concat("/", [sprintf("%v", [p]) | some p in path]) if { walk(input.tree, [path, value]); is_number(value) }
            total := sum([n | walk(input.tree, [_, n]); is_number(n)])
            by_role[role] contains name if { some name, u in data.users; role := u.roles[_] }
            level(n) := "low" if n < 10 else := "middle" if n < 50 else := "high"
            levels := {n: level(n) | some n in input.numbers}
            names contains $"{input.user.name}-{i}" if { some i, n in input.numbers; n % 2 == 0 }
            replaced := x if x := total with input.tree as {"a": input.numbers}
            matches := [m | some m in regex.find_n(input.pattern, input.text, -1)]
            text := sprintf("%v %d %s", [input.user, count(input.numbers), input.path])
            ordered if every i, n in input.numbers { n >= 0; i >= 0 }
            nested := json.unmarshal(json.marshal(object.union(input.tree, {"x": sort(input.numbers)})))
            """;

    private static final String DATA = """
            {"roles": ["admin", "editor"], "rules": [{"who": "ann", "what": "/secret/*"}, {"who": "bob", "what": "**"}],
             "users": {"ann": {"roles": ["admin", "reader"]}, "bob": {"roles": ["reader"]}}}
            """;

    private static String input(Random random) {
        StringBuilder numbers = new StringBuilder();
        int count = random.nextInt(30);
        for (int i = 0; i < count; i++) {
            numbers.append(i == 0 ? "" : ", ").append(random.nextInt(100));
        }
        String name = List.of("ann", "bob", "eve", "é" + random.nextInt(1000)).get(random.nextInt(4));
        String role = List.of("admin", "editor", "reader").get(random.nextInt(3));
        return "{\"user\": {\"name\": \"" + name + "\", \"role\": \"" + role + "\"}, \"path\": \"/"
                + (random.nextBoolean() ? "secret" : "open")
                + "/" + random.nextInt(50) + "\", \"numbers\": [" + numbers + "], \"text\": \""
                + Long.toString(random.nextLong(), 36)
                + "\", \"pattern\": \"[a-" + (char) ('b' + random.nextInt(20)) + "]{1," + (1 + random.nextInt(5))
                + "}\", \"tree\": "
                + tree(random, 3) + "}";
    }

    private static String tree(Random random, int depth) {
        StringBuilder out = new StringBuilder("{");
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : ", ")
                    .append("\"k")
                    .append(random.nextInt(1000))
                    .append(i)
                    .append("\": ");
            out.append(depth > 0 && random.nextBoolean() ? tree(random, depth - 1) : random.nextInt(1000));
        }
        return out.append("}").toString();
    }

    private static PreparedQuery prepared() {
        return Policy.compile(List.of(RegoModule.parse("soak.rego", MODULE))).prepare("x = data.soak");
    }

    private static String shown(PreparedQuery query, Value input, ObjectValue data) {
        QueryResult result = query.evaluate(input, data, EvaluationOptions.DEFAULT);
        return result.solutions().get(0).bindings().get("x").toString();
    }

    private static long used() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @Test
    void sharedByThreadsGivesTheSameAndLeavesNothing() throws InterruptedException {
        long seconds = Long.getLong("bylaw.soak", DEFAULT_SECONDS);
        ObjectValue data = (ObjectValue) Json.parse("data.json", DATA);
        PreparedQuery query = prepared();
        Random random = new Random(1);
        List<String> inputs = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < INPUTS; i++) {
            inputs.add(input(random));
            expected.add(shown(query, Json.parse("input.json", inputs.get(i)), data));
        }
        assertThat(expected.stream().distinct().count()).isGreaterThan(INPUTS / 2);
        soak(1, query, data, inputs, expected);
        long before = used();
        long evaluations = soak(seconds, query, data, inputs, expected);
        long after = used();
        System.out.println("soak: " + evaluations + " evaluations in " + seconds + " s by " + THREADS
                + " threads, used memory " + before / 1024 + " KiB before, " + after / 1024 + " KiB after");
        assertThat(after - before).isLessThan(GROWTH_BYTES);
    }

    private static long soak(
            long seconds, PreparedQuery query, ObjectValue data, List<String> inputs, List<String> expected)
            throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        AtomicLong evaluations = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(i);
            Thread thread = new Thread(() -> {
                PreparedQuery own = prepared();
                while (System.nanoTime() < end && wrong.size() < 10) {
                    int which = random.nextInt(INPUTS);
                    // Inputs that were never seen, too: what is kept of them must not stay.
                    boolean fresh = random.nextInt(4) == 0;
                    String input = fresh ? input(random) : inputs.get(which);
                    try {
                        Value value = Json.parse("input.json", input);
                        String found = shown(query, value, data);
                        String wanted = fresh ? shown(own, value, data) : expected.get(which);
                        if (!found.equals(wanted)) {
                            wrong.add(input + "\ngives " + found + "\nnot " + wanted);
                        }
                    } catch (RuntimeException | Error e) {
                        wrong.add(input + "\n" + e);
                    }
                    evaluations.incrementAndGet();
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(wrong).isEmpty();
        return evaluations.get();
    }
}

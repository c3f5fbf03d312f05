package dev.bylaw.rego.safety;

import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.QueryResult;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoModule;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/** Runs hostile policies one after the other and prints what became of each; runs in a process with a small heap. */
final class HostileMain {
    private HostileMain() {}

    /**
     * Prints a line for each policy: its name, how long the thread worked on it in milliseconds, the code of its error or {@code value}, and
     * whether the next evaluation of the same policy works, separated by tabs.
     *
     * @param arguments the time limit in milliseconds, how many values may be made and given, and a part of the names
     */
    public static void main(String[] arguments) {
        EvaluationOptions options = EvaluationOptions.DEFAULT
                .withTimeout(Duration.ofMillis(Long.parseLong(arguments[0])))
                .withValues(Long.parseLong(arguments[1]))
                .withOutput(Long.parseLong(arguments[2]));
        String part = arguments.length > 3 ? arguments[3] : "";
        run(
                new HostilePolicies.Hostile("warm up", "x", HostilePolicies.Expected.ANY, () -> "package p\nx := 1"),
                options);
        for (HostilePolicies.Hostile hostile : HostilePolicies.all()) {
            if (hostile.name().contains(part)) {
                System.out.println(run(hostile, options));
                System.out.flush();
            }
        }
    }

    private static String run(HostilePolicies.Hostile hostile, EvaluationOptions options) {
        String module = hostile.module().get();
        long start = cpu();
        String outcome;
        Policy policy = null;
        try {
            policy = Policy.compile(List.of(RegoModule.parse("p.rego", module)));
            QueryResult result = policy.prepare("value = data.p." + hostile.rule())
                    .evaluate(ObjectValue.EMPTY, ObjectValue.EMPTY, options);
            int length = 0;
            for (var solution : result.solutions()) {
                length += Json.write(solution.bindings().get("value")).length();
            }
            outcome = result.solutions().isEmpty() ? "undefined" : "value of " + length + " characters";
        } catch (RegoException e) {
            outcome = e.errors().get(0).code() + ": "
                    + shortened(e.errors().get(0).message());
        }
        long millis = (cpu() - start) / 1_000_000;
        return hostile.name() + "\t" + millis + "\t" + outcome + "\t" + next(policy);
    }

    /** The time that this thread has worked: others may keep the machine busy. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String next(Policy given) {
        Policy policy =
                given == null ? Policy.compile(List.of(RegoModule.parse("p.rego", "package p\nx := 1"))) : given;
        QueryResult result = policy.prepare("y = [1, 2][_]; z = concat(\",\", [\"a\", \"b\"])")
                .evaluate(ObjectValue.EMPTY, ObjectValue.EMPTY, EvaluationOptions.DEFAULT);
        return result.solutions().size() == 2 ? "works" : "fails";
    }

    private static String shortened(String message) {
        String line = message.replace('\n', ' ').replace('\t', ' ');
        return line.length() <= 100 ? line : line.substring(0, 100) + "...";
    }
}

package dev.bylaw.benchmarks;

import dev.bylaw.rego.QueryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of an evaluation, warm, prepared. Inputs are made in a temporary folder, or read from the folder of the system
 * property {@code bylaw.benchmarks.inputs}; policies are in {@code policies} of the working folder, or in the folder of
 * {@code bylaw.benchmarks.policies}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RegoBenchmark {
    /** The name of the policy. */
    @Param({
        "admission",
        "clauses",
        "contract",
        "figures",
        "joins",
        "lineage",
        "naming",
        "nested",
        "objects",
        "replaced",
        "sets",
        "strings",
        "terraform"
    })
    public String policy;

    private Scenario scenario;

    /**
     * Reads the policy.
     *
     * @throws IOException if a file cannot be read
     */
    @Setup(Level.Trial)
    public void read() throws IOException {
        String given = System.getProperty("bylaw.benchmarks.inputs");
        Path inputs = given == null ? Files.createTempDirectory("bylaw-benchmarks") : Path.of(given);
        if (given == null) {
            Inputs.write(inputs);
        }
        Path policies = Path.of(System.getProperty("bylaw.benchmarks.policies", "policies"));
        scenario = Scenario.read(policies.resolve(policy), inputs.resolve(policy));
    }

    /**
     * Evaluates the query.
     *
     * @return the result
     */
    @Benchmark
    public QueryResult evaluate() {
        return scenario.evaluate();
    }

    /**
     * Evaluates the query in two threads at once.
     *
     * @return the result
     */
    @Benchmark
    @Threads(2)
    public QueryResult evaluateInTwoThreads() {
        return scenario.evaluate();
    }

    /**
     * Goes from the bytes of the input to the bytes of the result.
     *
     * @return the result as JSON in UTF-8
     */
    @Benchmark
    public byte[] evaluateBytes() {
        return scenario.evaluateBytes();
    }
}

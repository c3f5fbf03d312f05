package dev.bylaw.benchmarks;

import com.styra.opa.wasm.OpaPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures OPA's Java SDK on a module that {@code opa build -t wasm} made: the transfer of the input and of the result
 * included, as in every call of the SDK. Everything is of the SDK: its compiler to byte code, its builtins, its entry.
 */
public final class WasmBench {
    private static final double NANOS = 1e9;
    private static final int MOST_PAGES = 32_768;

    private WasmBench() {}

    /**
     * Measures and prints {@code {"N": evaluations, "T": nanoseconds, "load": nanoseconds, "data": nanoseconds}}; with 0
     * seconds the result.
     *
     * @param arguments the module, the entrypoint, the data, the input, and how many seconds to warm up and to measure
     * @throws IOException if a file cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        byte[] module = Files.readAllBytes(Path.of(arguments[0]));
        String data = Files.readString(Path.of(arguments[2]));
        String input = Files.readString(Path.of(arguments[3]));
        long start = System.nanoTime();
        OpaPolicy policy = OpaPolicy.builder()
                .withPolicy(new ByteArrayInputStream(module))
                .withMaxMemory(MOST_PAGES)
                .build();
        long loaded = System.nanoTime();
        policy.data(data);
        policy.entrypoint(arguments[1]);
        long ready = System.nanoTime();
        double seconds = Double.parseDouble(arguments[4]);
        if (seconds == 0) {
            System.out.write(policy.evaluate(input).getBytes(StandardCharsets.UTF_8));
            System.out.println();
            return;
        }
        run(policy, input, seconds);
        long[] measured = run(policy, input, Double.parseDouble(arguments[5]));
        System.out.println("{\"N\": " + measured[0] + ", \"T\": " + measured[1] + ", \"load\": " + (loaded - start)
                + ", \"data\": " + (ready - loaded) + "}");
    }

    private static long[] run(OpaPolicy policy, String input, double seconds) {
        long start = System.nanoTime();
        long count = 0;
        long time = 0;
        while (count == 0 || time < seconds * NANOS) {
            policy.evaluate(input);
            count++;
            time = System.nanoTime() - start;
        }
        return new long[] {count, time};
    }
}

package dev.bylaw.benchmarks;

import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.PreparedQuery;
import dev.bylaw.rego.QueryResult;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A policy with its query and documents, ready to be evaluated. Immutable.
 *
 * @param query the prepared query
 * @param input the input document
 * @param inputText the same as JSON in UTF-8
 * @param data the base document
 */
record Scenario(PreparedQuery query, Value input, byte[] inputText, ObjectValue data) {
    /**
     * Reads a policy.
     *
     * @param policy the folder with {@code policy.rego} and {@code query}
     * @param documents the folder with {@code input.json} and {@code data.json}
     */
    static Scenario read(Path policy, Path documents) throws IOException {
        String source = Files.readString(policy.resolve("policy.rego"), StandardCharsets.UTF_8);
        String query = Files.readString(policy.resolve("query"), StandardCharsets.UTF_8)
                .strip();
        byte[] input = Files.readAllBytes(documents.resolve("input.json"));
        return new Scenario(
                Policy.compile(List.of(RegoModule.parse("policy.rego", source))).prepare(query),
                Json.parse("input.json", input),
                input,
                (ObjectValue) Json.parse("data.json", Files.readAllBytes(documents.resolve("data.json"))));
    }

    QueryResult evaluate() {
        return query.evaluate(input, data, EvaluationOptions.DEFAULT);
    }

    /** From the bytes of the input to the bytes of the result. */
    byte[] evaluateBytes() {
        QueryResult result = query.evaluate(Json.parse("input.json", inputText), data, EvaluationOptions.DEFAULT);
        return Json.writeBytes(result.solutions().get(0).expressions().get(0));
    }
}

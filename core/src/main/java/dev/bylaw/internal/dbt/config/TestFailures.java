package dev.bylaw.internal.dbt.config;

import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import java.util.Map;
import java.util.Optional;

/**
 * The two settings of a test that follow from each other.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/artifacts/resources/v1/config.py} ({@code TestConfig.finalize_and_validate}).
 */
final class TestFailures {
    private static final String STORE = "store_failures";
    private static final String AS = "store_failures_as";

    private TestFailures() {}

    /** Sets {@code store_failures_as} from {@code store_failures}, or the other way round where the former is given. */
    static void settle(Map<String, Tree.Entry> values) {
        Tree as = values.get(AS).value();
        Tree store = values.get(STORE).value();
        if (as instanceof Tree.Unknown unknown) {
            values.put(STORE, new Tree.Entry(Optional.empty(), unknown));
        } else if (!Trees.isNull(as)) {
            boolean stored = !Trees.text(as).equals(Optional.of("ephemeral"));
            values.put(STORE, new Tree.Entry(Optional.empty(), new Tree.Scalar(stored, as.origin())));
        } else if (store instanceof Tree.Unknown unknown) {
            values.put(AS, new Tree.Entry(Optional.empty(), unknown));
        } else if (store instanceof Tree.Scalar scalar && scalar.value() instanceof Boolean stored) {
            values.put(
                    AS,
                    new Tree.Entry(Optional.empty(), new Tree.Scalar(stored ? "table" : "ephemeral", store.origin())));
        }
    }
}

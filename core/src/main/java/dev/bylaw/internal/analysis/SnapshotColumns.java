package dev.bylaw.internal.analysis;

import dev.bylaw.internal.dbt.DbtNode;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns that dbt adds to a snapshot (dbt-core 1.11: {@code snapshot_meta_column_names}, {@code hard_deletes}). */
final class SnapshotColumns {
    private static final List<String> ALWAYS =
            List.of("dbt_scd_id", "dbt_updated_at", "dbt_valid_from", "dbt_valid_to");

    private static final String DELETED = "dbt_is_deleted";

    private SnapshotColumns() {}

    /** {@return the names of the columns, as the configuration of the snapshot has them} */
    static List<String> of(DbtNode node) {
        Optional<Tree.Mapping> renamed = Trees.mapping(node.config(), "snapshot_meta_column_names");
        List<String> names = new ArrayList<>();
        for (String name : ALWAYS) {
            names.add(renamed.flatMap(mapping -> Trees.text(mapping, name)).orElse(name));
        }
        if (Trees.text(node.config(), "hard_deletes")
                .filter("new_record"::equals)
                .isPresent()) {
            names.add(renamed.flatMap(mapping -> Trees.text(mapping, DELETED)).orElse(DELETED));
        }
        return names;
    }
}

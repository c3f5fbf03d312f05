package dev.bylaw.internal.dbt;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.workspace.Problem;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What dbt refuses once everything is put together.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/parser/manifest.py} ({@code check_valid_group_config},
 * {@code check_valid_access_property}, {@code check_valid_snapshot_config}), {@code dbt/artifacts/resources/v1/config.py}.
 */
final class NodeChecks {
    private final Diagnostics diagnostics;
    private final SortedSet<String> groups = new TreeSet<>();
    /** Whether there may be groups that are not seen. */
    private final boolean groupsOpen;

    NodeChecks(ReadContext context, NodeIndex index) {
        this.diagnostics = context.diagnostics();
        index.enabled().stream().filter(node -> node.type == ResourceType.GROUP).forEach(node -> groups.add(node.name));
        this.groupsOpen = context.absence().isPresent();
    }

    void check(NodeDraft node) {
        Tree.Mapping config = node.config.build();
        Optional<String> group = node.group.flatMap(Trees::text);
        if (group.isPresent() && node.type != ResourceType.TEST && !groupsOpen && !groups.contains(group.get())) {
            problem(node, "there is no group '" + group.get() + "'" + Suggestion.hint(group.get(), groups));
        }
        Optional<String> materialized = Trees.text(config, "materialized");
        Optional<String> access = Trees.text(config, "access");
        if (node.type == ResourceType.MODEL
                && access.equals(Optional.of("public"))
                && materialized.equals(Optional.of("ephemeral"))) {
            problem(node, "an ephemeral model cannot be public");
        }
        if (node.type == ResourceType.SNAPSHOT) {
            snapshot(node, config);
        }
        contract(node, config, materialized);
    }

    private void contract(NodeDraft node, Tree.Mapping config, Optional<String> materialized) {
        boolean enforced = Trees.mapping(config, "contract")
                .flatMap(contract -> Trees.bool(contract, "enforced"))
                .orElse(false);
        Optional<String> change = Trees.text(config, "on_schema_change");
        boolean ignores = change.isPresent()
                && !change.get().equals("append_new_columns")
                && !change.get().equals("fail");
        if (enforced && materialized.equals(Optional.of("incremental")) && ignores) {
            problem(
                    node,
                    "an incremental model with an enforced contract must set 'on_schema_change' to append_new_columns or"
                            + " fail");
        }
        boolean noColumns =
                node.columns.entries().isEmpty() && node.columns.open().isEmpty();
        if (enforced && node.type == ResourceType.MODEL && noColumns) {
            problem(node, "an enforced contract needs the columns of the model with their 'data_type' in properties");
        }
    }

    private void snapshot(NodeDraft node, Tree.Mapping config) {
        boolean incomplete = config.get("strategy").filter(Trees::isTruthy).isEmpty()
                || config.get("unique_key").filter(Trees::isTruthy).isEmpty();
        if (incomplete) {
            problem(node, "a snapshot must set 'strategy' and 'unique_key'");
            return;
        }
        Optional<String> strategy = Trees.text(config, "strategy");
        boolean checks = config.get("check_cols").filter(Trees::isTruthy).isPresent();
        boolean updated = config.get("updated_at").filter(Trees::isTruthy).isPresent();
        if (strategy.equals(Optional.of("check")) && !checks) {
            problem(node, "a snapshot with the strategy check must set 'check_cols'");
        } else if (strategy.equals(Optional.of("timestamp")) && !updated) {
            problem(node, "a snapshot with the strategy timestamp must set 'updated_at'");
        }
    }

    private void problem(NodeDraft node, String message) {
        diagnostics.problem(node.place(), Problem.Kind.INVALID_CONTENT, message);
    }
}
